using System.Security.Cryptography;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Rooms;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Demo.Script;

namespace PeerCircle.Server.Demo;

/// <summary>A small believable network for looking at: eight people, what they said in the last weeks, and who has not read what.</summary>
internal static class DemoNetwork
{
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Fills an empty store, which must be open. A store that was filled so before stays as it is.</summary>
    /// <param name="name">What the operator calls the store, and how they start over with it.</param>
    /// <exception cref="StoreRefusedException">The store is not empty, or was left half-filled.</exception>
    public static async Task<DemoMark> FillAsync(IStore store, StoreName name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.Documents.FindAsync(DemoMark.Type, DemoMark.TheId, cancellation) is { Value: var mark })
        {
            if (mark.FilledAt is not null) return mark;
            throw new StoreRefusedException($"{name.Name} is only half-filled with the demo network: filling it was interrupted at {mark.BegunAt:u}. Nothing else is in it: {name.StartOver}, and start again.");
        }
        if (await HasContentAsync(store.Documents, cancellation))
        {
            throw new StoreRefusedException(
                $"{name.Name} is not empty, and the demo network would mingle with what is there. Nothing was changed. Start without --demo to use it, or name an empty one for the demo: {name.Another}.");
        }
        mark = new DemoMark { Password = MakePassword(), BegunAt = now };
        await store.Documents.InsertAsync(DemoMark.Type, mark, cancellation);
        var (calendar, talks) = (new Calendar(now, TimeZoneInfo.Local), Everything.Tell());
        var company = await Company.GatherAsync(store, calendar, talks.Min(t => t.Acts[0].Day) - 1, mark.Password, cancellation);
        await Task.WhenAll(talks.Select(talk => PerformAsync(store, company, calendar, talk, now, cancellation)));
        var filled = mark with { FilledAt = now };
        await store.Documents.ReplaceAsync(DemoMark.Type, filled, version: 1, quiet: false, cancellation);
        return filled;
    }

    private static async Task PerformAsync(IStore store, Company company, Calendar calendar, Talk talk, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var stage = new Stage(store, company, calendar);
        await stage.PerformAsync(talk, now, cancellation);
    }

    /// <summary>Members come first in every network, but a store may be half restored or half deleted.</summary>
    private static async Task<bool> HasContentAsync(IDocumentStore documents, CancellationToken cancellation) =>
        await HasAnyAsync(documents, Member.Type, cancellation) || await HasAnyAsync(documents, Network.Type, cancellation)
        || await HasAnyAsync(documents, Circle.Type, cancellation) || await HasAnyAsync(documents, Room.Type, cancellation);

    private static async Task<bool> HasAnyAsync<T>(IDocumentStore documents, DocumentType<T> type, CancellationToken cancellation) where T : Document =>
        (await documents.ListAsync(type, new DocumentQuery([], Limit: 1), cancellation)).Items.Count > 0;

    private static string MakePassword() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(PasswordAlphabet, 4)));
}
