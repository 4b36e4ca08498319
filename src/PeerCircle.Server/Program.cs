using PeerCircle.Server.Commands;

return await CommandLine.RunAsync(args);
