using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

/// <summary>The transport against a real hub on a real socket, in both protocols.</summary>
public sealed class SignalRTransportTests
{
    private static readonly ConversationId Conversation = ConversationId.From(Guid.CreateVersion7());
    private static readonly MemberId Member = MemberId.From(Guid.CreateVersion7());

    private static readonly Message Message = new()
    {
        Id = MessageId.From(Guid.CreateVersion7()),
        Seq = 1,
        Rev = 2,
        Kind = MessageKind.CheckIn,
        AuthorId = Member,
        Text = "häß 👍",
        CreatedAt = new DateTimeOffset(2026, 11, 23, 5, 47, 12, 345, TimeSpan.Zero),
    };

    /// <summary>Every push there is; a kind that the transport does not know would never come.</summary>
    private static readonly object[] Pushes =
    [
        new Reacted(Conversation, Message.Id, "👍", true, 2),
        new ReadMoved(Conversation, Member, 1, 0),
        new TypingNotice(Conversation, Member),
        new ConversationRemoved(Conversation, 3),
        new Behind(Conversation, 4),
        new Resync(),
        new Draining(5_000),
        new SessionEnded(SessionEndReason.TooManyConnections),
    ];

    [Theory]
    [InlineData(HubProtocol.MessagePack)]
    [InlineData(HubProtocol.Json)]
    public async Task Calls_answers_and_pushes_come_as_they_were_sent(HubProtocol protocol)
    {
        await using var server = await StartAsync();
        var pushed = Channel.CreateUnbounded<object>();
        await using var link = await OpenAsync(server, protocol, push => pushed.Writer.TryWrite(push));

        var call = new PostCall(Conversation, Message.Id, "hello", null);
        var reply = await link.CallAsync<Reply<PostReceipt>>(nameof(IPeerHub.Post), call, Scene.Cancellation).Within();
        Assert.Equal(new PostReceipt(call.Id, 1, 2, Message.CreatedAt), reply.Value);

        var changes = Assert.IsType<Changes>(await pushed.Reader.ReadAsync(Scene.Cancellation).Within());
        Assert.Equal(Message, Assert.Single(changes.Messages));
        foreach (var expected in Pushes) Assert.Equal(expected, await pushed.Reader.ReadAsync(Scene.Cancellation).Within());
    }

    [Theory]
    [InlineData(HubProtocol.MessagePack)]
    [InlineData(HubProtocol.Json)]
    public async Task A_call_that_cannot_be_bound_is_malformed_and_the_connection_lives(HubProtocol protocol)
    {
        await using var server = await StartAsync();
        await using var link = await OpenAsync(server, protocol, _ => { });
        var refused = await Assert.ThrowsAsync<PeerCircleException>(() => link.CallAsync<Reply>("NoSuchMethod", new TypingCall(Conversation), Scene.Cancellation).Within());
        Assert.Equal((ErrorCodes.RequestMalformed, false), (refused.Code, refused.Retryable));
        Assert.True((await link.CallAsync<Reply>(nameof(IPeerHub.Typing), new TypingCall(Conversation), Scene.Cancellation).Within()).Ok);
    }

    [Fact]
    public async Task A_server_that_goes_away_closes_the_connection_and_loses_its_calls()
    {
        var server = await StartAsync();
        await using var link = await OpenAsync(server, HubProtocol.MessagePack, _ => { });
        await server.DisposeAsync();
        await link.Closed.Within();
        await Assert.ThrowsAsync<LinkLostException>(() => link.CallAsync<Reply>(nameof(IPeerHub.Typing), new TypingCall(Conversation), Scene.Cancellation).Within());
    }

    [Fact]
    public async Task A_handshake_without_the_token_fails()
    {
        await using var server = await StartAsync();
        var transport = new SignalRTransport(Hub(server), HubProtocol.MessagePack, _ => ValueTask.FromResult<string?>("wrong"), NullLoggerFactory.Instance);
        await Assert.ThrowsAnyAsync<Exception>(() => transport.OpenAsync(_ => { }, Scene.Cancellation).Within());
    }

    private static Task<ILink> OpenAsync(WebApplication server, HubProtocol protocol, Action<object> receive) =>
        new SignalRTransport(Hub(server), protocol, _ => ValueTask.FromResult<string?>("token"), NullLoggerFactory.Instance).OpenAsync(receive, Scene.Cancellation).Within();

    private static Uri Hub(WebApplication server) => new($"{server.Urls.Single()}/hubs/peer");

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR()
            .AddJsonProtocol(options => WireJson.ConfigureStrict(options.PayloadSerializerOptions))
            .AddMessagePackProtocol(options => options.SerializerOptions = WirePack.Options);
        var server = builder.Build();
        server.UseWebSockets();
        server.Use((context, next) =>
        {
            if (context.Request.Headers.Authorization == "Bearer token" && context.WebSockets.IsWebSocketRequest) return next(context);
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        server.MapHub<EchoHub>("/hubs/peer");
        await server.StartAsync(Scene.Cancellation);
        return server;
    }

    private sealed class EchoHub : Hub<IPeerClient>
    {
        public async Task<Reply<PostReceipt>> Post(PostCall request)
        {
            await Clients.Caller.Changes(new Changes(request.ConversationId, "e1", 1, 2, [Message]));
            foreach (var push in Pushes) await PushAsync(push);
            return new Reply<PostReceipt>(true, new PostReceipt(request.Id, 1, 2, Message.CreatedAt));
        }

        public Task<Reply> Typing(TypingCall request) => Task.FromResult(new Reply(request.ConversationId == Conversation && Context.ConnectionId.Length > 0));

        private Task PushAsync(object push) => push switch
        {
            Reacted reacted => Clients.Caller.Reacted(reacted),
            ReadMoved moved => Clients.Caller.ReadMoved(moved),
            TypingNotice typing => Clients.Caller.Typing(typing),
            ConversationRemoved removed => Clients.Caller.ConversationRemoved(removed),
            Behind behind => Clients.Caller.Behind(behind),
            Resync resync => Clients.Caller.Resync(resync),
            Draining draining => Clients.Caller.Draining(draining),
            SessionEnded ended => Clients.Caller.SessionEnded(ended),
            _ => throw new InvalidOperationException($"Unknown push {push}."),
        };
    }
}
