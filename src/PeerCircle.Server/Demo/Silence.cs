using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Server.Demo;

/// <summary>Delivery while nobody listens yet.</summary>
internal sealed class Silence : IDelivery
{
    public void Publish(Changes changes)
    {
    }

    public void Reacted(MemberId member, Reacted reacted)
    {
    }

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
    }

    public void Typing(TypingNotice typing)
    {
    }

    public Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation) => Task.CompletedTask;
}
