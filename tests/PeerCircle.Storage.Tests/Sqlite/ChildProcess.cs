using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>A second process: this same program, running one of <see cref="ChildRoles"/>. Disposing kills it.</summary>
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
            ArgumentList = { typeof(ChildProcess).Assembly.Location, "-noColor", "-explicit", "only", "-method", $"{typeof(ChildRoles).FullName}.{role}" },
            Environment = { [ChildRoles.PathVariable] = path },
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

/// <summary>What a child process may be asked to do; no tests, and therefore never run unless asked for.</summary>
public sealed class ChildRoles
{
    public const string PathVariable = "PEERCIRCLE_TEST_CHILD_PATH";

    private static string Path => Environment.GetEnvironmentVariable(PathVariable) ?? throw new InvalidOperationException($"{PathVariable} is not set.");

    [Fact(Explicit = true)]
    public async Task Holds()
    {
        await using var store = new SqliteStore(Path, TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, TestContext.Current.CancellationToken);
        Console.WriteLine("holds now");
        await Console.In.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Explicit = true)]
    public async Task Writes()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var store = new SqliteStore(Path, TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, stop);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteForEverAsync(store.Conversations, stop), stop)));
    }

    private static async Task WriteForEverAsync(IConversationLog log, CancellationToken stop)
    {
        var author = Sample.Member();
        var conversation = await log.CommittedAsync(Sample.Creating(Sample.Conversation(), author), stop);
        while (true)
        {
            var commit = Sample.Posting(conversation, author, 3);
            conversation = await log.CommittedAsync(commit, stop);
            Console.WriteLine($"acknowledged {conversation.Id} {conversation.Head.Seq}");
        }
    }
}
