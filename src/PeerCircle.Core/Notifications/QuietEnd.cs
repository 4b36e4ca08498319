using System.Text.Json.Serialization;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>A member to whom something came in quiet hours, and when those end.</summary>
public sealed record QuietEnd : Document
{
    public static DocumentType<QuietEnd> Type { get; } = new(
        "quietend",
        NotificationsJson.Default.QuietEnd,
        q => q.Id,
        q => WireTime.Text(q.EndsAt),
        new Dictionary<string, Func<QuietEnd, string?>>(),
        new Dictionary<string, Func<QuietEnd, IEnumerable<string>>>());

    [JsonIgnore]
    public Guid Id => IdOf(Member);

    public required MemberId Member { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public static Guid IdOf(MemberId member) => DerivedId.From($"quietend:{member}");
}
