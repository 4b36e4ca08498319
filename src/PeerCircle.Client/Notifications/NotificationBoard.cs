using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Notifications;

/// <summary>One's inbox: what concerns oneself, kept by the server until it is read on any device.</summary>
public sealed class NotificationBoard
{
    /// <summary>As many are kept, and counted.</summary>
    private const int Most = 100;

    private readonly Lock _gate = new();
    private readonly Pulse _changed = new();
    private readonly WireHttp _http;
    private readonly StatusBoard _status;
    private readonly Action _throwIfOver;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private InboxView? _view;

    /// <summary>Something may be otherwise than it is kept: it is read when somebody looks.</summary>
    private bool _isStale = true;
    private bool _isLoading;

    internal NotificationBoard(WireHttp http, StatusBoard status, Action throwIfOver, TimeProvider time, Backoff backoff) =>
        (_http, _status, _throwIfOver, _time, _backoff) = (http, status, throwIfOver, time, backoff);

    /// <summary>One page, the newest first; <paramref name="next"/> is that of the page before.</summary>
    public Task<NotificationPage> ListAsync(string? next, CancellationToken cancellation) =>
        _http.GetAsync<NotificationPage>(new Query("notifications").With("next", next).ToString(), cancellation);

    /// <summary>Has read these, at most 100, or with null all, on every device. Answers how many are unread then.</summary>
    public async Task<int> ReadAsync(IReadOnlyList<NotificationId>? ids, CancellationToken cancellation) =>
        (await _http.SendAsync<NotificationsReadAnswer>(HttpMethod.Post, "notifications/read", new NotificationsReadBody(ids), cancellation).ConfigureAwait(false)).Unread;

    /// <summary>
    /// The newest notifications and how many are unread, and anew after each change; what changes while the reader is busy comes as one. What came while the connection was lost
    /// is read when it is back. Ends by <c>auth.required</c> when the session is over.
    /// </summary>
    public async IAsyncEnumerable<InboxView> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        InboxView? seen = null;
        var failures = 0;
        while (true)
        {
            var (changed, status) = (_changed.Next, _status.Changed.Next);
            _throwIfOver();
            var view = await CurrentAsync(cancellation).ConfigureAwait(false);
            failures = view is null ? failures + 1 : 0;
            if (view is not null && !ReferenceEquals(view, seen)) yield return seen = view;
            else if (view is null) await Task.WhenAny(changed, status, Task.Delay(_backoff.After(failures), _time, cancellation)).WaitAsync(cancellation).ConfigureAwait(false);
            else await Task.WhenAny(changed, status).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Some may have been missed.</summary>
    internal void Renew()
    {
        lock (_gate) _isStale = true;
        _changed.Fire();
    }

    internal void Take(Notified notified)
    {
        lock (_gate)
        {
            _isStale |= _isLoading;
            if (_view is null || _view.Items.Any(n => n.Id == notified.Notification.Id)) return;
            _view = new InboxView([notified.Notification, .. _view.Items.Take(Most - 1)], Math.Min(Most, _view.Unread + 1));
        }
        _changed.Fire();
    }

    internal void Take(NotificationsRead read)
    {
        lock (_gate)
        {
            // Of all that were read some may have come after that.
            _isStale |= _isLoading || (read.Ids is null && read.Unread > 0);
            if (_view is null) return;
            var readAt = _time.GetUtcNow();
            _view = new InboxView([.. _view.Items.Select(n => n.ReadAt is null && (read.Ids is null || read.Ids.Contains(n.Id)) ? n with { ReadAt = readAt } : n)], read.Unread);
        }
        _changed.Fire();
    }

    /// <summary>What is kept, or read now where something may have been missed; null while it is not known.</summary>
    private async Task<InboxView?> CurrentAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_isStale || _isLoading) return _view;
            (_isStale, _isLoading) = (false, true);
        }
        try
        {
            var page = await ListAsync(null, cancellation).ConfigureAwait(false);
            lock (_gate) (_isLoading, _view) = (false, new InboxView([.. page.Items], page.Unread));
            _changed.Fire();
            return _view;
        }
        catch (Exception failure)
        {
            lock (_gate) (_isLoading, _isStale) = (false, true);
            if (failure is PeerCircleException { Retryable: true }) return null;
            throw;
        }
    }
}

/// <summary>The newest notifications, the latest first, and how many are unread, counted to 100.</summary>
public sealed record InboxView(ImmutableList<Notification> Items, int Unread);
