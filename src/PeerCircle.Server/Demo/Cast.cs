using PeerCircle.Contracts.Accounts;

namespace PeerCircle.Server.Demo;

/// <summary>The eight, of four organisations. The first one made the network, and whoever looks at it for the first time does so as her.</summary>
internal static class Cast
{
    private const string Fernhill = "Fernhill Health", Norrland = "Norrland Rail", Brightwater = "Brightwater Co-op", Lantern = "Lantern Schools";

    public static Figure Priya { get; } = new("Priya Raman", "priya@fernhill.example", "start here: she has unread talk, hosts a circle, and administers the network", new(
        Headline: "Product lead",
        WorkingTowards: "Interview 24 patients before we redesign booking",
        Field: "Health",
        Organisation: Fernhill,
        TimeZone: "Europe/London",
        QuietHours: new QuietHours("20:00", "07:00")));

    public static Figure Tomas { get; } = new("Tomás Ribeiro", "tomas@fernhill.example", "engineering manager, opened the room about hiring", new(
        Headline: "Engineering manager",
        WorkingTowards: "Hand over on-call without losing sleep",
        Field: "Health",
        Organisation: Fernhill,
        TimeZone: "Europe/Lisbon"));

    public static Figure Ingrid { get; } = new("Ingrid Sørensen", "ingrid@norrland.example", "mentor: service design, rolling out change, saying no upwards", new(
        Headline: "Director of service design. Ask me what I would not do again",
        WorkingTowards: "Write down what thirty years of counters taught me",
        Field: "Public transport",
        Organisation: Norrland,
        TimeZone: "Europe/Stockholm",
        Mentor: new Mentor(true, ["Service design", "Rolling out change", "Saying no upwards"])));

    public static Figure Lea { get; } = new("Léa Fontaine", "lea@norrland.example", "data team lead, hosts the circle of first-time leads", new(
        Headline: "Data team lead",
        WorkingTowards: "Publish our delay data, openly",
        Field: "Public transport",
        Organisation: Norrland,
        TimeZone: "Europe/Stockholm"));

    public static Figure MeiLin { get; } = new("Mei-Lin Zhao", "mei-lin@brightwater.example", "operations lead, runs three warehouses that never sleep", new(
        Headline: "Operations lead",
        WorkingTowards: "Cut the night handover to one page",
        Field: "Food retail",
        Organisation: Brightwater,
        TimeZone: "Europe/London"));

    public static Figure Yusuf { get; } = new("Yusuf Demir", "yusuf@brightwater.example", "finance manager, opened the room about money", new(
        Headline: "Finance manager",
        WorkingTowards: "Teach the forecast to someone else",
        Field: "Food retail",
        Organisation: Brightwater,
        TimeZone: "Europe/London"));

    public static Figure Kofi { get; } = new("Kofi Mensah", "kofi@lantern.example", "mentor: volunteers, first-time leading; founded Harbour Seven", new(
        Headline: "Head of community programmes. I answer in questions",
        WorkingTowards: "Leave a programme that runs without me",
        Field: "Schools",
        Organisation: Lantern,
        TimeZone: "Europe/London",
        Mentor: new Mentor(true, ["Volunteers", "First-time leading", "Hard conversations"])));

    public static Figure Nadia { get; } = new("Nadia Haddad", "nadia@lantern.example", "deputy head, has not read everything either", new(
        Headline: "Deputy head",
        WorkingTowards: "Meet every Year 6 family before half-term",
        Field: "Schools",
        Organisation: Lantern,
        TimeZone: "Europe/London"));

    public static IReadOnlyList<Figure> All { get; } = [Priya, Tomas, Ingrid, Lea, MeiLin, Yusuf, Kofi, Nadia];
}
