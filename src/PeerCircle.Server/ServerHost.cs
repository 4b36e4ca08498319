namespace PeerCircle.Server;

/// <summary>The composition root: makes the server as one application, for the program and for tests alike.</summary>
public static class ServerHost
{
    /// <summary>Builds, but does not start, a server configured by files, environment and the given arguments.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "PeerCircle.Server" });
        return builder.Build();
    }
}
