namespace PeerCircle.Core.Conversations;

/// <summary>
/// Where a conversation stands. A commit names the head it was made from and succeeds only while <see cref="Rev"/> and
/// <see cref="Access"/> are still that head's.
/// </summary>
/// <param name="Rev">Number of the latest change; dense from 1, 0 when there is none.</param>
/// <param name="Seq">Number of the latest post; dense from 1, 0 when there is none.</param>
/// <param name="At">Time of the latest commit in whole milliseconds; never runs backwards.</param>
/// <param name="Access">Grows with every change of who takes part and as what.</param>
/// <param name="Participants">How many take part now.</param>
public sealed record Head(long Rev, long Seq, DateTimeOffset At, long Access, int Participants)
{
    /// <summary>The head of a conversation that does not exist yet.</summary>
    public static Head Start { get; } = new(0, 0, DateTimeOffset.UnixEpoch, 0, 0);
}
