using PeerCircle.Core.Accounts;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Commands;

/// <summary>A store that was put back to an earlier time holds secrets that were withdrawn since; none of them may work again.</summary>
internal static class RestoredStore
{
    private const int PageSize = 500;

    /// <summary>Ends all sessions, invites and reset links. May be repeated.</summary>
    public static async Task EndWhatWasHandedOutAsync(IDocumentStore documents, CancellationToken cancellation)
    {
        await EachAsync(documents, Session.Type, stored => documents.DeleteAsync(Session.Type, stored.Value.Id.Value, stored.Version, cancellation), cancellation);
        await EachAsync(documents, Circle.Type, stored => stored.Value.Invites.Count == 0
            ? Task.CompletedTask
            : documents.ReplaceAsync(Circle.Type, stored.Value with { Invites = [] }, stored.Version, quiet: false, cancellation), cancellation);
        await EachAsync(documents, Member.Type, stored => stored.Value.Reset is null
            ? Task.CompletedTask
            : documents.ReplaceAsync(Member.Type, stored.Value with { Reset = null }, stored.Version, quiet: false, cancellation), cancellation);
    }

    private static async Task EachAsync<T>(IDocumentStore documents, DocumentType<T> type, Func<Stored<T>, Task> act, CancellationToken cancellation) where T : Document
    {
        var query = new DocumentQuery([], PageSize);
        do
        {
            var page = await documents.ListAsync(type, query, cancellation);
            foreach (var stored in page.Items) await act(stored);
            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }
}
