using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Server.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>Another writer on a server's store, whose pushes arrive there only when, and in the order, that a test says.</summary>
internal sealed class OtherNode : IDelivery, IDisposable
{
    private readonly ChatServer _server;
    private readonly ConversationLanes _lanes;
    private readonly ConcurrentQueue<Changes> _made = new();

    public OtherNode(ChatServer server)
    {
        var services = server.Services;
        _server = server;
        _lanes = new ConversationLanes(server.Store, services.GetRequiredService<WinsReaders>(), this, services.GetRequiredService<IConversationFollower>(), services.GetRequiredService<StoreClock>(), TimeProvider.System, services.GetRequiredService<ILoggerFactory>());
    }

    /// <summary>Commits so many messages, one after the other, and answers what should be pushed for them.</summary>
    public async Task<IReadOnlyList<Changes>> CommitAsync(ConversationId conversation, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var said = new Announcement(new MessageId(Guid.CreateVersion7()), $"from elsewhere {n}", new Card("joined"));
            Assert.Null((await _lanes.ApplyAsync(new ConversationStep(conversation) { Announce = said }, TestContext.Current.CancellationToken)).Refusal);
        }
        var made = _made.ToArray();
        _made.Clear();
        return made;
    }

    /// <summary>Commits the word that the conversation has another name.</summary>
    public async Task RenameAsync(ConversationId conversation)
    {
        var said = new Announcement(new MessageId(Guid.CreateVersion7()), "another name", new Card("renamed", Name: "another name"));
        Assert.Null((await _lanes.ApplyAsync(new ConversationStep(conversation) { Announce = said }, TestContext.Current.CancellationToken)).Refusal);
    }

    /// <summary>They arrive at the server as another node would bring them.</summary>
    public void Arrive(params IEnumerable<Changes> changes)
    {
        foreach (var some in changes) _server.Services.GetRequiredService<LocalDelivery>().Publish(some);
    }

    public void Dispose() => _lanes.Dispose();

    public void Publish(Changes changes) => _made.Enqueue(changes);

    public void Reacted(MemberId member, Reacted reacted)
    {
    }

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
    }

    public void Typing(TypingNotice typing)
    {
    }

    public void Outpaced(ConversationId conversation, TimeSpan? trying)
    {
    }

    public Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation) => Task.CompletedTask;
}
