namespace PeerCircle.Core.Storage.Steps;

/// <summary>Documents with steps to be done, as whoever finishes what a crash left sees them.</summary>
public interface ISettling
{
    /// <summary>Documents whose oldest pending step is at least so old, one page.</summary>
    Task<(IReadOnlyList<Guid> Ids, string? Next)> ListPendingAsync(TimeSpan age, string? after, CancellationToken cancellation);

    /// <summary>Does what is pending in the document, if anything.</summary>
    Task<Outcome<Done>> SettleAsync(Guid id, CancellationToken cancellation);
}
