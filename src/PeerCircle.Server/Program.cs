using PeerCircle.Server;

await ServerHost.Create(args).RunAsync();
