using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Client.Accounts;
using PeerCircle.Client.Circles;
using PeerCircle.Client.Conversations;
using PeerCircle.Client.Direct;
using PeerCircle.Client.Goals;
using PeerCircle.Client.Notifications;
using PeerCircle.Client.Presence;
using PeerCircle.Client.Rooms;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client;

/// <summary>
/// A client of a PeerCircle server: the HTTP API, usable at once, and after <see cref="ConnectAsync"/> one live connection that is
/// kept for ever and made anew by itself. Safe for any number of threads. Nothing here calls your code: what happens is read from
/// <see cref="IAsyncEnumerable{T}"/>s, so that a slow reader holds up nobody.
/// </summary>
public sealed class PeerCircleClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly HttpClient _http;
    private readonly StatusBoard _status = new();
    private readonly Session _session;
    private readonly Lock _gate = new();
    private readonly Func<ConnectLoop> _newLoop;
    private readonly ILogger _logger;
    private volatile ConnectLoop? _loop;
    private volatile string? _token;
    private Task _running = Task.CompletedTask;

    /// <param name="server">The server's address, such as <c>https://peers.example</c>; may have a path.</param>
    /// <param name="configure">Sets options.</param>
    public PeerCircleClient(Uri server, Action<PeerCircleClientOptions>? configure = null)
    {
        var options = new PeerCircleClientOptions();
        configure?.Invoke(options);
        var root = server.AbsoluteUri.EndsWith('/') ? server : new Uri($"{server.AbsoluteUri}/");
        var loggers = options.LoggerFactory ?? NullLoggerFactory.Instance;
        var logger = _logger = loggers.CreateLogger<PeerCircleClient>();
        var accessToken = options.AccessToken ?? (_ => ValueTask.FromResult(_token));
        _http = options.HttpHandler is { } handler
            ? new HttpClient(handler, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false });
        _http.BaseAddress = root;
        _http.Timeout = TimeSpan.FromSeconds(30);
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("PeerCircle.Client", "1"));

        var wire = new WireHttp(_http, accessToken);
        (Accounts, Circles, Rooms, Direct, Goals, Conversations) = (new(wire), new(wire), new(wire), new(wire), new(wire), new(wire));
        var (time, backoff) = (options.TimeProvider, new Backoff(options.Jitter));
        var calls = new HubCalls(time, backoff, _status.Changed, () => _status.Current.Status);
        var driver = new Driver(Conversations, calls, options.Outbox ?? new MemoryOutboxStore(), time, backoff, _status.CameOnline, () => _loop?.DoubtSession(), logger, _lifetime.Token);
        _session = new Session(driver, Conversations, _status, time, _lifetime.Token);
        Presence = new PresenceBoard(calls, _status, _session.ThrowIfOver, time, backoff, logger, _lifetime.Token);
        _session.Presence = Presence;
        _session.Notifications = Notifications = new NotificationBoard(wire, _status, _session.ThrowIfOver, time, backoff);
        driver.Connected = isConnected =>
        {
            if (isConnected) Presence.Online(driver.Keeper.State.Me);
            else Presence.Offline();
            if (isConnected) Notifications.Renew();
        };
        var transport = options.Transport ?? new SignalRTransport(new Uri(root, "hubs/peer"), options.Protocol, accessToken, loggers);
        _newLoop = () => new ConnectLoop(transport, Accounts, driver, _session.Receive, _status, options.Heartbeat, time, backoff, logger);
    }

    public AccountsApi Accounts { get; }

    public CirclesApi Circles { get; }

    public RoomsApi Rooms { get; }

    public DirectApi Direct { get; }

    public GoalsApi Goals { get; }

    /// <summary>Conversations over HTTP, one request a call; see <see cref="Conversation"/> for what is kept and repeated.</summary>
    public ConversationsApi Conversations { get; }

    /// <summary>Who of those one shares a conversation with is there.</summary>
    public PresenceBoard Presence { get; }

    public NotificationBoard Notifications { get; }

    /// <summary>The status of the connection now.</summary>
    public ClientStatusFacts Status => _status.Current;

    /// <summary>One conversation; a handle, made without asking the server.</summary>
    public Conversation Conversation(ConversationId id) => new(_session, id);

    /// <summary>Signs in and uses the new session's token from now on, unless <see cref="PeerCircleClientOptions.AccessToken"/> is set.</summary>
    public async Task<SignedIn> SignInAsync(string email, string password, CancellationToken cancellation)
    {
        var signedIn = await Accounts.SignInAsync(new SignInBody(email, password, SessionKind.Token), cancellation).ConfigureAwait(false);
        _token = signedIn.Token;
        return signedIn;
    }

    /// <summary>
    /// Connects and stays connected. Ends when the client is online the first time; it tries for ever, the first time too. Calling
    /// it again does no harm. Cancelling ends the waiting, not the trying.
    /// </summary>
    /// <exception cref="PeerCircleException"><c>auth.required</c>: there is no session, or it is over; sign in and connect anew.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        Start();
        while (true)
        {
            var next = _status.Changed.Next;
            _session.ThrowIfOver();
            if (_status.Current.Status == ClientStatus.Online) return;
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The status now, then each change; what changes while the reader is busy comes as one. Ends when the client is disposed.</summary>
    public async IAsyncEnumerable<ClientStatusFacts> WatchStatusAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        ClientStatusFacts? seen = null;
        while (!_lifetime.IsCancellationRequested)
        {
            var next = _status.Changed.Next;
            var current = _status.Current;
            if (ReferenceEquals(current, seen)) await next.WaitAsync(cancellation).ConfigureAwait(false);
            else yield return seen = current;
        }
    }

    /// <summary>
    /// One's conversations with title, unread count and last message, the latest first; anew after each change, what changes while the
    /// reader is busy as one. Begins when they were listed first. Ends by <c>auth.required</c> when the session is over.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<ConversationFacts>> WatchConversationsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        ClientState? seen = null;
        while (true)
        {
            var next = _session.Driver.Keeper.AnyChange.Next;
            _session.ThrowIfOver();
            var state = _session.Driver.Keeper.State;
            if (ReferenceEquals(state, seen) || !_session.Driver.IsListed)
            {
                await next.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            seen = state;
            yield return ConversationList.Of(state);
        }
    }

    /// <summary>Closes the connection and gives up what is under way; posts that are not settled stay in the outbox store.</summary>
    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_gate)
        {
            if (_lifetime.IsCancellationRequested) return;
            _lifetime.Cancel();
            running = _running;
        }

        await running.ConfigureAwait(false);
        _status.Current = new ClientStatusFacts(ClientStatus.Offline);
        _session.Driver.Keeper.TellAll();
        await _session.Driver.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
        _lifetime.Dispose();
    }

    private void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
            if (!_running.IsCompleted && _status.Current.Status != ClientStatus.SignedOut) return;
            _status.Current = new ClientStatusFacts(ClientStatus.Connecting);
            var loop = _newLoop();
            _loop = loop;
            var lifetime = _lifetime.Token;
            _running = Task.Run(() => UntilEndAsync(loop, _logger, lifetime), CancellationToken.None);
        }
    }

    private static async Task UntilEndAsync(ConnectLoop loop, ILogger logger, CancellationToken lifetime)
    {
        try
        {
            await loop.RunAsync(lifetime).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (Exception failure) when (lifetime.IsCancellationRequested)
        {
            // Disposed while something failed of itself, most often an attempt to connect.
            logger.FailedWhileDisposed(failure);
        }
    }
}
