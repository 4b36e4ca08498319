using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>Notes the acts of administrators and moderators.</summary>
public sealed class AuditLog(IDocumentStore documents)
{
    /// <summary>Notes an act; the same act twice is noted once.</summary>
    public Task NoteAsync(Act act, MemberId on, CancellationToken cancellation) => documents.InsertAsync(
        Audit.Type, new Audit { Id = act.Id, By = act.By, What = act.What, On = on, At = act.At }, cancellation);
}
