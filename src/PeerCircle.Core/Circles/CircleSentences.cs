using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations.Steps;

namespace PeerCircle.Core.Circles;

/// <summary>What a circle's system messages say to those who read only their text.</summary>
internal static class CircleSentences
{
    public static string Of(Card card, PendingStep step, Func<MemberId, string> nameOf)
    {
        var who = step.Seats.Count > 0 ? nameOf(step.Seats[0].Member) : "";
        var by = card.ById is { } actor ? nameOf(actor) : "";
        return card.Type switch
        {
            "joined" => $"{who} joined.",
            "left" => $"{who} left.",
            "removed" => $"{who} was removed by {by}.",
            "renamed" => $"{by} renamed the circle to “{card.Name}”.",
            "hostChanged" when card.MemberId is null => $"{who} is no longer a host.",
            "hostChanged" => $"{who} is now a host.",
            _ => throw new InvalidOperationException($"A circle says nothing of the kind {card.Type}."),
        };
    }
}
