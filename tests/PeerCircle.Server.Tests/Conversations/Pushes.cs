using System.Text.Json.Nodes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>What a connection was pushed, in order.</summary>
public sealed class Pushes
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<(string Name, JsonNode Push)> _seen = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<(string Name, JsonNode Push)> All
    {
        get
        {
            lock (_gate) return [.. _seen];
        }
    }

    public IReadOnlyList<JsonNode> Named(string name) => [.. All.Where(p => p.Name == name).Select(p => p.Push)];

    /// <summary>The first such push, past or to come.</summary>
    public async Task<JsonNode> FindAsync(string name, Func<JsonNode, bool>? where = null)
    {
        var found = await UntilAsync(all => all.Where(p => p.Name == name && (where is null || where(p.Push))).Select(p => p.Push).FirstOrDefault(), name);
        return found;
    }

    /// <summary>Waits until what has come so far makes something.</summary>
    public async Task<T> UntilAsync<T>(Func<IReadOnlyList<(string Name, JsonNode Push)>, T?> make, string what) where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (make(_seen) is { } made) return made;
                more = _more.Task;
            }
            try
            {
                await more.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{what} did not come in time. Seen: {string.Join("\n", All.Select(p => $"{p.Name} {p.Push.ToJsonString()}"))}");
            }
        }
    }

    internal void Add(string name, JsonNode push)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _seen.Add((name, push));
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        more.SetResult();
    }
}
