using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Wire;

/// <summary>The hub over SignalR: WebSockets only and without negotiation, so that any node may answer.</summary>
internal sealed class SignalRTransport(Uri hub, HubProtocol protocol, Func<CancellationToken, ValueTask<string?>> accessToken, ILoggerFactory loggers) : ITransport
{
    public async Task<ILink> OpenAsync(Action<object> receive, CancellationToken cancellation)
    {
        var connection = Build();
        Subscribe(connection, receive);
        var link = new SignalRLink(connection);
        try
        {
            await connection.StartAsync(cancellation).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private HubConnection Build()
    {
        var builder = new HubConnectionBuilder().WithUrl(hub, HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.AccessTokenProvider = async () => await accessToken(CancellationToken.None).ConfigureAwait(false);
        });
        builder.Services.AddSingleton(loggers);
        if (protocol == HubProtocol.Json) builder.AddJsonProtocol(options => options.PayloadSerializerOptions = WireJson.Tolerant);
        else builder.AddMessagePackProtocol(options => options.SerializerOptions = WirePack.Options);
        return builder.Build();
    }

    private static void Subscribe(HubConnection connection, Action<object> receive)
    {
        connection.On<Changes>(nameof(IPeerClient.Changes), receive);
        connection.On<Reacted>(nameof(IPeerClient.Reacted), receive);
        connection.On<ReadMoved>(nameof(IPeerClient.ReadMoved), receive);
        connection.On<TypingNotice>(nameof(IPeerClient.Typing), receive);
        connection.On<MemberPresence>(nameof(IPeerClient.Presence), receive);
        connection.On<ConversationChanged>(nameof(IPeerClient.ConversationChanged), receive);
        connection.On<ConversationRemoved>(nameof(IPeerClient.ConversationRemoved), receive);
        connection.On<Behind>(nameof(IPeerClient.Behind), receive);
        connection.On<Resync>(nameof(IPeerClient.Resync), receive);
        connection.On<Draining>(nameof(IPeerClient.Draining), receive);
        connection.On<SessionEnded>(nameof(IPeerClient.SessionEnded), receive);
        connection.On<Notified>(nameof(IPeerClient.Notified), receive);
        connection.On<NotificationsRead>(nameof(IPeerClient.NotificationsRead), receive);
    }

    private sealed class SignalRLink : ILink
    {
        private readonly HubConnection _connection;
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SignalRLink(HubConnection connection)
        {
            _connection = connection;
            connection.Closed += _ =>
            {
                _closed.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public Task Closed => _closed.Task;

        public async Task<TReply> CallAsync<TReply>(string method, object call, CancellationToken cancellation)
        {
            try
            {
                return await _connection.InvokeCoreAsync<TReply>(method, [call], cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw;
            }
            catch (HubException unbound)
            {
                throw new PeerCircleException(ErrorCodes.RequestMalformed, unbound.Message, unbound);
            }
            catch (Exception lost)
            {
                throw new LinkLostException(lost);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            _closed.TrySetResult();
        }
    }
}
