using PeerCircle.Core.Storage;
using PeerCircle.Server.Demo;

namespace PeerCircle.Server.Commands;

/// <summary><c>--demo</c>: fills an empty store with the demo network, says how to sign in as whom, and serves it as any other.</summary>
internal static class DemoCommand
{
    public const string Option = "--demo";

    /// <summary>Where none is configured: beside the store of a server without the option, so that invented people never get into that one by default.</summary>
    private const string OwnStore = "--Storage:Sqlite:Path=data/demo.db";

    public static async Task ServeAsync(string[] args)
    {
        if (CommandLine.Configuration(args)["Storage:Sqlite:Path"] is null) args = [OwnStore, .. args];
        var configuration = CommandLine.Configuration(args);
        var name = StoreName.Of(configuration);
        var mark = await FillAsync(configuration, name);
        await using var app = ServerHost.Create(args);
        await app.StartAsync();
        Console.WriteLine(Welcome.To(configuration["Server:PublicUrl"] is { Length: > 0 } url ? url : app.Urls.First(), name, mark));
        await app.WaitForShutdownAsync();
    }

    /// <summary>Before anything is served: nobody else may hold the store meanwhile.</summary>
    private static async Task<DemoMark> FillAsync(IConfiguration configuration, StoreName name)
    {
        await using var services = CommandLine.StoreServices(configuration);
        var store = services.GetRequiredService<IStore>();
        await store.OpenAsync(StoreHold.Exclusive, CancellationToken.None);
        return await DemoNetwork.FillAsync(store, name, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }
}
