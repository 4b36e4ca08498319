using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Core.Storage;
using PeerCircle.Server;
using PeerCircle.Server.Demo;
using PeerCircle.Storage.Sqlite;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>The real server with the real page in this process, on a free port and a store of its own. Only its password hashes are cheap.</summary>
public sealed class PeerServer : IAsyncDisposable
{
    public const string SetupCode = "ABCDE-FGHJK-LMNPQ-RSTUV";

    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-").FullName;
    private readonly WebApplication _app;

    private PeerServer(string registration, TimeProvider time, string[] settings)
    {
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Production", $"--Storage:Sqlite:Path={StorePath}",
            $"--Accounts:SetupCode={SetupCode}", $"--Accounts:Registration={registration}", .. settings,
        ];
        _app = ServerHost.Create(args, services =>
        {
            services.AddSingleton(time);
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        });
    }

    /// <summary>Rates for a network that is made in a moment by one machine.</summary>
    public static IReadOnlyList<string> NoRates { get; } =
    [
        .. ((string[])["MessagesPer10Seconds", "ChangesPer10Seconds", "RequestsPer10Seconds", "SignInsPerAddressPer10Minutes", "SignUpsPerAddressPerHour", "CreationsPerDay"])
            .Select(limit => $"--Limits:{limit}=1000000"),
    ];

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The files of the page.</summary>
    internal IFileProvider WebFiles => _app.Environment.WebRootFileProvider;

    private string StorePath => Path.Combine(_directory, "store.db");

    public static Task<PeerServer> StartAsync(string registration, TimeProvider time, CancellationToken cancellation, params string[] settings) =>
        StartAsync(new PeerServer(registration, time, settings), cancellation);

    /// <summary>With the demo network in it, whose members sign in with the password that is answered.</summary>
    public static async Task<(PeerServer Server, string Password)> StartDemoAsync(CancellationToken cancellation)
    {
        var server = new PeerServer("open", TimeProvider.System, [.. NoRates]);
        DemoMark mark;
        await using (var store = new SqliteStore(server.StorePath, TimeProvider.System, NullLogger<SqliteStore>.Instance))
        {
            await store.OpenAsync(StoreHold.Exclusive, cancellation);
            mark = await DemoNetwork.FillAsync(store, new StoreName(server.StorePath, "", ""), TimeProvider.System.GetUtcNow(), cancellation);
        }
        return (await StartAsync(server, cancellation), mark.Password);
    }

    private static async Task<PeerServer> StartAsync(PeerServer server, CancellationToken cancellation)
    {
        await server._app.StartAsync(cancellation);
        server.Url = new Uri(server._app.Urls.Single());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
