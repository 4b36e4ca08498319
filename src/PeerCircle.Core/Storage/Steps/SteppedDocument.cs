using System.Text.Json.Serialization;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Storage.Steps;

/// <summary>
/// A document whose changes imply steps elsewhere: in a conversation, in an inbox. What it decided is kept in it, in order, until it is
/// done, so that a crash in between is finished and not repeated.
/// </summary>
public abstract record SteppedDocument<TStep> : Document where TStep : IStep
{
    /// <summary>Who made it; the only one whose repeated creation is answered.</summary>
    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of the latest step ever decided; dense from 1.</summary>
    public long Steps { get; init; }

    /// <summary>Steps decided and perhaps not applied yet, ascending by number.</summary>
    public IReadOnlyList<TStep> Pending { get; init; } = [];

    [JsonIgnore]
    public abstract Guid Key { get; }
}

/// <summary>A step that is decided.</summary>
public interface IStep
{
    long Number { get; }

    DateTimeOffset At { get; }
}
