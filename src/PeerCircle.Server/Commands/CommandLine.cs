using PeerCircle.Core.Storage;
using PeerCircle.Server.Http;
using PeerCircle.Storage.Sqlite;

namespace PeerCircle.Server.Commands;

/// <summary>The server program: serves, or does one thing to the store and ends.</summary>
internal static class CommandLine
{
    private const int Refused = 1;

    /// <summary>What services managers know as an error of configuration, which trying again does not mend.</summary>
    private const int ConfigurationError = 78;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is [var command, .. var rest] && Commands.TryGetValue(command, out var run)) await run(rest);
            else if (args.Contains(DemoCommand.Option)) await DemoCommand.ServeAsync([.. args.Where(a => a != DemoCommand.Option)]);
            else await ServerHost.Create(args).RunAsync();
            return 0;
        }
        catch (ConfigurationRefusedException mistakes)
        {
            await Console.Error.WriteLineAsync(mistakes.Message);
            return ConfigurationError;
        }
        catch (Exception refused) when (refused is StoreRefusedException or StoreUnavailableException or UsageException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
    }

    private static Dictionary<string, Func<string[], Task>> Commands { get; } = new()
    {
        ["backup"] = args => BackupAsync(args),
        ["restore"] = args => RestoreAsync(args),
        ["renew-epoch"] = RenewEpochAsync,
    };

    private static Task BackupAsync(string[] args)
    {
        var (file, configuration) = FileAndConfiguration("backup", args);
        SqliteBackup.Backup(SqlitePath(configuration), file);
        Console.WriteLine($"Everything acknowledged so far is in {Path.GetFullPath(file)}.");
        return Task.CompletedTask;
    }

    private static async Task RestoreAsync(string[] args)
    {
        var (file, configuration) = FileAndConfiguration("restore", args);
        SqliteBackup.Restore(SqlitePath(configuration), file);
        await using var services = StoreServices(configuration);
        var store = services.GetRequiredService<IStore>();
        await store.OpenAsync(StoreHold.Exclusive, CancellationToken.None);
        await RestoredStore.EndWhatWasHandedOutAsync(store.Documents, CancellationToken.None);
        Console.WriteLine("The store was restored. Everybody signs in again; invites and reset links are to be made anew.");
    }

    private static async Task RenewEpochAsync(string[] args)
    {
        await using var services = StoreServices(Configuration(args));
        var store = services.GetRequiredService<IStore>();
        await store.OpenAsync(StoreHold.Exclusive, CancellationToken.None);
        await store.RenewEpochAsync(CancellationToken.None);
        await RestoredStore.EndWhatWasHandedOutAsync(store.Documents, CancellationToken.None);
        Console.WriteLine("The history has a new epoch: clients load it anew. Everybody signs in again; invites and reset links are to be made anew.");
    }

    private static (string File, IConfiguration Configuration) FileAndConfiguration(string command, string[] args)
    {
        if (args is not [var file, .. var rest] || file.StartsWith('-')) throw new UsageException($"Which file? Use: {command} FILE");
        var configuration = Configuration(rest);
        return configuration["Storage:Provider"] is null or "sqlite"
            ? (file, configuration)
            : throw new UsageException($"{command} is for the embedded store. Back up MongoDB with its own tools, and run renew-epoch after restoring it.");
    }

    internal static ConfigurationManager Configuration(string[] args)
    {
        var configuration = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "PeerCircle.Server" }).Configuration;
        ConfigurationCheck.Run(configuration);
        return configuration;
    }

    private static string SqlitePath(IConfiguration configuration) => configuration["Storage:Sqlite:Path"] ?? StoreSetup.DefaultSqlitePath;

    internal static ServiceProvider StoreServices(IConfiguration configuration) =>
        new ServiceCollection().AddLogging(logging => logging.AddConsole()).AddSingleton(TimeProvider.System).AddStore(configuration).BuildServiceProvider();

    private sealed class UsageException(string message) : Exception(message);
}
