using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Posts at a steady rate, however long the answers take, until it is stopped.</summary>
internal sealed class Posting : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task<PostReceipt>> _posts = [];
    private readonly Task _work;

    private Posting(Viewer by, double perSecond, string text) => _work = PostAsync(by, perSecond, text);

    /// <summary>How many were begun.</summary>
    public int Begun { get; private set; }

    public static Posting Start(Viewer by, double perSecond, string text) => new(by, perSecond, text);

    /// <summary>Ends, and answers the receipts of all that was posted; each was acknowledged.</summary>
    public async Task<IReadOnlyList<PostReceipt>> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return await Task.WhenAll(_posts).WaitAsync(Crowd.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task PostAsync(Viewer by, double perSecond, string text)
    {
        using var beats = new PeriodicTimer(Beat);
        for (var due = 1d; !_stop.IsCancellationRequested; due += perSecond * Beat.TotalSeconds)
        {
            for (; Begun < (int)due; Begun++) _posts.Add(by.PostAsync($"{Begun} {text}"));
            await beats.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
