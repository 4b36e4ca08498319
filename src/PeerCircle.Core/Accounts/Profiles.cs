using System.Globalization;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Accounts;

/// <summary>What members say about themselves.</summary>
public sealed class Profiles(Members members, MemberView view)
{
    private const int MostTopics = 10;

    public async Task<Outcome<MemberFacts>> ReadOwnAsync(MemberId id, CancellationToken cancellation) =>
        await members.FindAsync(id, cancellation) is { } member ? await view.OfOneselfAsync(member, cancellation) : Refusal.NotFound;

    public async Task<Outcome<MemberFacts>> ReadAsync(MemberId id, CancellationToken cancellation) =>
        await members.FindAsync(id, cancellation) is { } member ? await view.OfAsync(member, cancellation) : Refusal.NotFound;

    /// <summary>Changes what the patch holds; nothing of it when any part is refused.</summary>
    public async Task<Outcome<MemberFacts>> ChangeAsync(MemberId id, ProfilePatch patch, CancellationToken cancellation)
    {
        var changed = await members.ChangeAsync(id, m => Apply(m, patch), cancellation);
        return changed.TryGet(out var member, out var refusal) ? await view.OfOneselfAsync(member, cancellation) : refusal;
    }

    private static Outcome<Member> Apply(Member member, ProfilePatch patch)
    {
        var name = member.DisplayName;
        var mentor = member.Mentor;
        var quiet = member.QuietHours;
        if (patch.DisplayName is { } newName && !Field.Line("displayName", newName, 1, 80).TryGet(out name, out var refusal)) return refusal;
        if (!Optional("headline", patch.Headline, member.Headline, 160).TryGet(out var headline, out refusal)) return refusal;
        if (!Optional("workingTowards", patch.WorkingTowards, member.WorkingTowards, 160).TryGet(out var towards, out refusal)) return refusal;
        if (!Optional("field", patch.Field, member.Field, 80).TryGet(out var field, out refusal)) return refusal;
        if (!Optional("organisation", patch.Organisation, member.Organisation, 80).TryGet(out var organisation, out refusal)) return refusal;
        if (!Optional("timeZone", patch.TimeZone, member.TimeZone, 80).TryGet(out var zone, out refusal)) return refusal;
        if (patch.TimeZone is not null && zone.Length > 0 && !IsTimeZone(zone)) return Refusal.Invalid("timeZone", "must be a time zone of the IANA database, for example Europe/Berlin.");
        if (patch.Mentor is { } newMentor && !MentorOf(newMentor).TryGet(out mentor, out refusal)) return refusal;
        if (patch.QuietHours is { } newQuiet && !QuietOf(newQuiet).TryGet(out quiet, out refusal)) return refusal;
        return member with
        {
            DisplayName = name,
            Headline = Absent(headline),
            WorkingTowards = Absent(towards),
            Field = Absent(field),
            Organisation = Absent(organisation),
            TimeZone = Absent(zone),
            Mentor = mentor,
            QuietHours = quiet is { From.Length: 0 } ? null : quiet,
        };
    }

    private static Outcome<string> Optional(string member, string? patch, string? present, int max) => patch is null ? present ?? "" : Field.Line(member, patch, 0, max);

    private static string? Absent(string text) => text.Length == 0 ? null : text;

    private static bool IsTimeZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static Outcome<Mentor> MentorOf(Mentor raw)
    {
        if (raw.Topics.Count > MostTopics) return Refusal.Invalid("mentor.topics", $"at most {MostTopics}.");
        var topics = new List<string>();
        foreach (var topic in raw.Topics)
        {
            if (!Field.Line("mentor.topics", topic, 1, 80).TryGet(out var clean, out var refusal)) return refusal;
            if (!topics.Exists(t => Clean.Folded(t) == Clean.Folded(clean))) topics.Add(clean);
        }
        return new Mentor(raw.Open, topics);
    }

    /// <summary>Two different times of day; two empty texts clear.</summary>
    private static Outcome<QuietHours> QuietOf(QuietHours raw)
    {
        if (raw.From.Length == 0 && raw.To.Length == 0) return raw;
        if (!IsTime(raw.From)) return Refusal.Invalid("quietHours.from", "must be a time of day, HH:mm.");
        if (!IsTime(raw.To)) return Refusal.Invalid("quietHours.to", "must be a time of day, HH:mm.");
        return raw.From == raw.To ? Refusal.Invalid("quietHours.to", "must differ from quietHours.from.") : raw;
    }

    private static bool IsTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
