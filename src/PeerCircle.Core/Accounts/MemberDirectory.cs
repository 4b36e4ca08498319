using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Accounts;

/// <summary>Whom one looks for. Every word of <paramref name="Query"/> begins a word of a member; the others are equal; case and accents do not count.</summary>
public sealed record MemberSearch(
    string? Query = null, bool MentorsOnly = false, string? Topic = null, string? Field = null, string? Organisation = null, IReadOnlyCollection<MemberId>? Ids = null);

/// <summary>The members of the whole network.</summary>
public sealed class MemberDirectory(IDocumentStore documents, Members members, MemberView view)
{
    private const int QueryCharacters = 200;
    private const int MostIds = 100;

    /// <summary>By display name. Those asked for by <see cref="MemberSearch.Ids"/> come on one page.</summary>
    public async Task<Outcome<ListOf<MemberFacts>>> ListAsync(MemberSearch search, int limit, string? after, CancellationToken cancellation)
    {
        if (search.Query?.Length > QueryCharacters) return Refusal.Invalid("query", $"must be at most {QueryCharacters} characters long.");
        if (search.Ids?.Count > MostIds) return Refusal.Invalid("ids", $"at most {MostIds}.");
        var where = Conditions(search);
        if (search.Ids is { } ids)
        {
            var chosen = (await members.FindManyAsync([.. ids.Distinct()], cancellation)).Where(m => where.All(w => Holds(m, w)));
            var sorted = chosen.OrderBy(Member.Type.Sort, StringComparer.Ordinal).ThenBy(m => m.Id.Value);
            return new ListOf<MemberFacts>(await view.OfAllAsync(sorted, cancellation));
        }
        try
        {
            var page = await documents.ListAsync(Member.Type, new DocumentQuery(where, limit, after), cancellation);
            return new ListOf<MemberFacts>(await view.OfAllAsync(page.Items.Select(i => i.Value), cancellation), page.Next);
        }
        catch (FormatException)
        {
            return Refusal.Malformed("next is not what an earlier page answered.");
        }
    }

    private static List<IndexMatch> Conditions(MemberSearch search)
    {
        var where = Clean.Words(search.Query).Select(w => new IndexMatch("word", w, Prefix: true)).ToList();
        if (search.MentorsOnly) where.Add(new IndexMatch("mentor", "open"));
        if (search.Topic is { } topic) where.Add(new IndexMatch("topic", Clean.Folded(Clean.Line(topic))));
        if (search.Field is { } field) where.Add(new IndexMatch("field", Clean.Folded(Clean.Line(field))));
        if (search.Organisation is { } organisation) where.Add(new IndexMatch("organisation", Clean.Folded(Clean.Line(organisation))));
        return where;
    }

    private static bool Holds(Member member, IndexMatch match) => Member.Type.Indexes[match.Index](member)
        .Any(value => match.Prefix ? value.StartsWith(match.Value, StringComparison.Ordinal) : value == match.Value);
}
