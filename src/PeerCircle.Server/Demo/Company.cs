using System.Globalization;
using System.Text.RegularExpressions;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations;

namespace PeerCircle.Server.Demo;

/// <summary>The <see cref="Cast"/> as members of the network, and how they are written about.</summary>
internal sealed partial class Company
{
    private static readonly Dictionary<string, Figure> ByFirstName = Cast.All.ToDictionary(f => f.FirstName);

    /// <summary>Where the main character is signed in besides; nobody has the tokens.</summary>
    private static readonly ((int Day, TimeOnly Hour) At, string Device)[] Devices =
    [
        ((-6, new(13, 5)), "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"),
        ((0, new(7, 40)), "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"),
    ];

    private readonly Dictionary<Figure, MemberId> _ids = [];

    private Company()
    {
    }

    public MemberId this[Figure who] => _ids[who];

    /// <summary>Signs everybody up in the course of a day.</summary>
    public static async Task<Company> GatherAsync(IStore store, Calendar calendar, int day, string password, CancellationToken cancellation)
    {
        var time = new ShiftedTime { Hour = calendar.At(day, new TimeOnly(9, 0)) };
        await using var services = Scenery.Build(store, time);
        await services.GetRequiredService<ConversationLanes>().MakeWinsAsync(cancellation);
        var (signUp, profiles) = (services.GetRequiredService<SignUp>(), services.GetRequiredService<Profiles>());
        var company = new Company();
        foreach (var figure in Cast.All)
        {
            var id = Value(await signUp.SignUpAsync(new SignUpBody(figure.Email, password, figure.Name), cancellation)).Id;
            company._ids[figure] = id;
            Value(await profiles.ChangeAsync(id, figure.Profile, cancellation));
            time.Hour += TimeSpan.FromMinutes(37);
        }
        var signIn = services.GetRequiredService<SignIn>();
        foreach (var (at, device) in Devices)
        {
            time.Hour = calendar.At(at.Day, at.Hour);
            Value(await signIn.SignInAsync(new SignInBody(Cast.Priya.Email, password, SessionKind.Cookie), "127.0.0.1", device, cancellation));
        }
        return company;
    }

    /// <summary>Words of the script as they are posted on the day.</summary>
    public string Written(string words, int day, Calendar calendar)
    {
        var named = Mention().Replace(words, m => ByFirstName.TryGetValue(m.Groups[1].Value, out var figure) ? $"<@{_ids[figure]}>" : m.Value);
        return DayName().Replace(named, m => calendar.NameOf(day + int.Parse(m.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));
    }

    private static T Value<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusal) ? value : throw new InvalidOperationException($"Nobody could sign up to the demo network: {refusal.Code}, {refusal.Message}");

    [GeneratedRegex(@"(?<!\w)@([\p{L}-]+\p{L})")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\{([+-]?\d+)\}")]
    private static partial Regex DayName();
}
