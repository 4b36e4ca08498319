using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>A second process: this same program, running <see cref="Child"/>. Disposing kills it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static ChildProcess Start(string role, string path)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { typeof(ChildProcess).Assembly.Location, "child", role, path },
        };
        return new(Process.Start(start) ?? throw new InvalidOperationException("The child did not start."));
    }

    /// <summary>The next line with this word in front, without the word; null when the child has ended.</summary>
    public async Task<string?> SaysAsync(string word, CancellationToken cancellation)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(word + " ", StringComparison.Ordinal))
                return line[(word.Length + 1)..];
        }

        return null;
    }

    /// <summary>As the power button would.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

/// <summary>What the second process does.</summary>
internal static class Child
{
    /// <summary>Opens the store, says so, and holds it until its input ends.</summary>
    public static async Task HoldAsync(string path)
    {
        await using var store = await OpenAsync(path);
        Console.WriteLine("holds now");
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Posts to eight conversations at once, saying what was acknowledged, until killed.</summary>
    public static async Task WriteAsync(string path)
    {
        await using var store = await OpenAsync(path);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteForEverAsync(store.Conversations))));
    }

    private static async Task<SqliteStore> OpenAsync(string path)
    {
        var store = new SqliteStore(path, TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, CancellationToken.None);
        return store;
    }

    private static async Task WriteForEverAsync(IConversationLog log)
    {
        var author = Sample.Member();
        var conversation = await log.CommittedAsync(Sample.Creating(Sample.Conversation(), author), CancellationToken.None);
        while (true)
        {
            conversation = await log.CommittedAsync(Sample.Posting(conversation, author, 3), CancellationToken.None);
            Console.WriteLine($"acknowledged {conversation.Id} {conversation.Head.Seq}");
        }
    }
}
