using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Screens;

/// <summary>
/// Every screen, dialog and state that people come to see. One row makes one picture in each look, and is walked by every check that
/// is for all screens. One that changes something for others does so in a conversation that no other row shows.
/// </summary>
internal static class AllScreens
{
    public const string Priya = "Priya Raman";
    private const string Lea = "Léa Fontaine";
    private const string Kofi = "Kofi Mensah";
    private const string Tomas = "Tomás Ribeiro";
    private const string Yusuf = "Yusuf Demir";
    private const string MeiLin = "Mei-Lin Zhao";
    private const string? Nobody = null;
    private const string Harbour = "Harbour Seven";

    private const string Leads = "First-time leads";
    private const string Interviews = "Interview 24 patients before we redesign booking";

    private const string Room = "Hard conversations";
    private const string Hiring = "Hiring and growing teams";
    private const string Mentor = "Ingrid Sørensen";

    /// <summary>In this order: what comes first has not been read yet.</summary>
    public static IReadOnlyList<Screen> Table { get; } =
    [
        // At the door.
        new("sign-in", Nobody, _ => "/", p => p.Heading("Welcome back")),
        new("sign-in-refused", Nobody, _ => "/", p => p.Page.GetByRole(AriaRole.Alert)) { Arrives = p => p.Heading("Welcome back"), Do = p => p.SignInAsync("not the right one") },
        new("sign-up", Nobody, _ => "/sign-up", p => p.Heading("Make your account")),
        new("invite-signed-out", Nobody, at => at.Invite, p => p.Heading("Join Harbour Seven")),
        new("invite-signed-in", Mentor, at => at.Invite, p => p.Button("Join Harbour Seven")),
        new("invite-unknown", Nobody, _ => Places.UnknownInvite, p => p.Heading("This invitation is not known here")),
        new("welcome-you", Priya, _ => "/welcome/you", p => p.Heading("Good to have you here, Priya")),
        new("welcome-goal", Priya, _ => "/welcome/goal", p => p.Heading("What do you work towards?")),
        new("welcome-circle", Priya, _ => "/welcome/circle", p => p.Heading("Where would you like to begin?")),

        // The shell.
        new("home", Priya, _ => "/", p => p.Row(Harbour)),
        new("switcher", Priya, _ => "/", p => Dialog(p, "Find people or talk")) { Arrives = p => p.Row(Harbour), Do = p => p.Page.Keyboard.PressAsync("Control+k") },
        new("switcher-found", Priya, _ => "/", p => Dialog(p, "Find people or talk").GetByText("Ingrid Sørensen"))
        {
            Arrives = p => p.Row(Harbour),
            Do = async p =>
            {
                await p.Page.Keyboard.PressAsync("Control+k");
                await Dialog(p, "Find people or talk").GetByRole(AriaRole.Combobox).FillAsync("in");
            },
        },
        new("shortcuts", Priya, _ => "/", p => Dialog(p, "Keyboard shortcuts")) { Arrives = p => p.Row(Harbour), Do = p => p.Page.Keyboard.PressAsync("Control+/"), On = On.Desk },
        new("not-found", Priya, _ => $"/c/{Guid.AllBitsSet}", p => p.Heading("This conversation is not yours to see")),

        // Conversations.
        new("circle-unread", Priya, at => at.Conversation(Harbour), p => p.Message("Nobody rang. I slept through.")),
        new("circle-end", Kofi, at => at.Conversation(Harbour), p => p.Message("I was the stranger")),
        new("circle-history", Priya, at => at.At(Harbour, "It begins like this now"), p => p.Message("It begins like this now")),
        new("circle-writing", Priya, at => at.Conversation(Harbour), p => p.Composer)
        {
            Do = p => p.Composer.FillAsync("Léa, we published one clinic first, and told only its own staff.\n\nI can ask our data steward to join for half an hour."),
        },
        new("mention", Priya, at => at.Conversation(Harbour), p => Options(p).First) { Do = p => p.Composer.PressSequentiallyAsync("Thank you, @") },
        new("emoji-completion", Priya, at => at.Conversation(Harbour), p => Options(p).First) { Do = p => p.Composer.PressSequentiallyAsync("All of them :sm") },
        new("emoji-picker", Priya, at => at.Conversation(Harbour), p => Emoji(p).GetByRole(AriaRole.Gridcell).First) { Do = p => p.Button("Emoji").ClickAsync() },
        new("emoji-search", Priya, at => at.Conversation(Harbour), p => Emoji(p).GetByRole(AriaRole.Gridcell).First)
        {
            Do = async p =>
            {
                await p.Button("Emoji").ClickAsync();
                await Emoji(p).GetByRole(AriaRole.Combobox).FillAsync("heart");
            },
        },
        new("message-tools", Kofi, at => at.Conversation(Harbour), p => Tools(p)) { Arrives = LastOfHarbour, Do = p => LastOfHarbour(p).HoverAsync(), On = On.Desk },
        new("message-menu", Kofi, at => at.Conversation(Harbour), p => p.Page.GetByRole(AriaRole.Menu)) { Arrives = LastOfHarbour, Do = OpenMenuAsync },
        new("who-reacted", Kofi, at => at.Conversation(Harbour), p => p.Page.GetByRole(AriaRole.Dialog))
        {
            Arrives = LastOfHarbour,
            Do = async p =>
            {
                await OpenMenuAsync(p);
                await p.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Who reacted" }).ClickAsync();
            },
        },
        new("edit-message", Kofi, at => at.Conversation(Harbour), p => p.Button("Save"))
        {
            Arrives = LastOfHarbour,
            Do = p => p.Composer.PressAsync("ArrowUp"),
        },
        new("thread", Priya, at => at.Thread(Harbour, "How do you find somebody who gave up quietly?"), p => p.Thread.GetByText("There is your first morning, then.")),
        new("circle-details", Priya, at => $"{at.Conversation(Harbour)}/details", p => Details(p).GetByText("Kofi Mensah")),
        new("room", Priya, at => at.Conversation(Room), p => p.Message("Say the hard part in the first sentence")),
        new("room-details", Priya, at => $"{at.Conversation(Room)}/details", p => Details(p).GetByText("Nadia Haddad")),
        new("edit-room", Tomas, at => $"{at.Conversation(Hiring)}/details", p => Dialog(p, $"Edit {Hiring}")) { Arrives = p => p.Button("Edit room"), Do = p => p.Button("Edit room").ClickAsync() },
        new("direct", Priya, at => at.Conversation(Mentor), p => p.Message("Three things, and the third one")),
        new("direct-details", Priya, at => $"{at.Conversation(Mentor)}/details", p => Details(p).GetByText("Service design").First),
        new("wins", Priya, at => at.Conversation("Wins"), p => p.Page.GetByRole(AriaRole.Main).GetByText("Thirty pages about thirty years of counters")),

        new("goal-cards", Priya, at => at.At(Leads, "Tomás Ribeiro reached “Hand over on-call without losing sleep”!"), p => p.Page.GetByText("reached a goal")),

        // Goals.
        new("goals", Priya, _ => "/goals", p => p.Link(Interviews)),
        new("goals-none", MeiLin, _ => "/goals", p => p.Heading("Nothing you work towards yet")),
        new("goal", Priya, at => at.Goal(Interviews), p => Chart(p)),
        new("goal-timeline", Priya, at => at.Goal(Interviews), p => p.Page.GetByText("Target. 24 patients")) { Arrives = Chart, Do = p => Chart(p).GetByRole(AriaRole.Img).Last.FocusAsync() },
        new("goal-table", Priya, at => at.Goal(Interviews), p => Entries(p)) { Arrives = Chart, Do = ShowTableAsync },
        new("goal-edit", Priya, at => $"{at.Goal(Interviews)}?do=edit", p => Dialog(p, "Change the plan")),
        new("goal-reach", Priya, at => $"{at.Goal(Interviews)}?do=reach", p => Dialog(p, $"Reached: {Interviews}")),
        new("goal-of-a-peer", Priya, at => at.Goal("Run once a week, however short"), p => p.Button("Walk this path")),
        new("goal-resting", Lea, at => at.Goal("Run once a week, however short"), p => p.Button("Share check-in")),
        new("goal-reached", Tomas, at => at.Goal("Hand over on-call without losing sleep"), p => Chart(p)),
        new("new-goal", Priya, _ => "/new/goal", p => p.Button("Set this goal")),
        new("circle-goals", Priya, at => $"{at.Conversation(Leads)}/details", p => Details(p).GetByRole(AriaRole.Link, new() { Name = Interviews, Exact = true })),

        // What concerns oneself.
        new("inbox", Priya, _ => "/inbox", p => p.Page.GetByRole(AriaRole.List, new() { Name = "Notifications" })),

        // Circles, rooms, people.
        new("circle-page", Priya, at => at.Circle(Harbour), p => p.Heading(Harbour)),
        new("circle-page-with-goals", Priya, at => at.Circle(Leads), p => p.Link(Interviews)),
        new("circle-page-as-member", Tomas, at => at.Circle(Harbour), p => p.Heading(Harbour)),
        new("circle-member-menu", Priya, at => at.Circle(Harbour), p => p.Page.GetByRole(AriaRole.Menu)) { Arrives = MemberActs, Do = p => MemberActs(p).ClickAsync() },
        new("circle-remove", Priya, at => at.Circle(Harbour), p => Dialog(p, "Remove Nadia Haddad from Harbour Seven?"))
        {
            Arrives = MemberActs,
            Do = async p =>
            {
                await MemberActs(p).ClickAsync();
                await p.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove from the circle" }).ClickAsync();
            },
        },
        new("invite-dialog", Priya, at => $"{at.Circle(Harbour)}?do=invite", p => Dialog(p, "Invite to Harbour Seven")),
        new("edit-circle", Priya, at => $"{at.Circle(Harbour)}?do=edit", p => Dialog(p, "Edit Harbour Seven")),
        new("leave-circle", Priya, at => $"{at.Circle(Harbour)}?do=leave", p => Dialog(p, "Leave Harbour Seven?")),
        new("new-circle", Priya, _ => "/new/circle", p => p.Heading("Start a circle")),
        new("rooms", Priya, _ => "/rooms", p => p.Page.Locator("main").GetByText("Money and runway")),
        new("new-room", Priya, _ => "/new/room", p => p.Heading("Open an advice room")),
        new("people", Priya, _ => "/people", p => p.Page.Locator("main").GetByText("Yusuf Demir")),
        new("people-nobody", Priya, _ => "/people?query=zzz", p => p.Page.GetByText("Nobody matches.")),

        new("member", Priya, at => at.Member(Mentor), p => p.Heading(Mentor)),
        new("member-oneself", Priya, at => at.Member(Priya), p => p.Heading(Priya)),

        // Settings.
        new("settings", Priya, _ => "/settings", p => p.Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" })),
        Settings("profile", "Profile"),
        Settings("mentor", "Mentoring"),
        Settings("time", "Time and quiet hours"),
        Settings("appearance", "Appearance"),
        Settings("password", "Password"),
        Settings("devices", "Signed-in devices"),
        new("settings-device-end", Priya, _ => "/settings/devices", p => p.Page.GetByRole(AriaRole.Dialog)) { Arrives = p => EndDevice(p), Do = p => EndDevice(p).ClickAsync() },

        // For administrators.
        new("admin", Priya, _ => "/admin", p => p.Page.GetByRole(AriaRole.Main).GetByText("Yusuf Demir")),
        new("admin-menu", Priya, _ => "/admin", p => p.Page.GetByRole(AriaRole.Menu)) { Arrives = Actions, Do = p => Actions(p).ClickAsync() },
        Admin("role", "Change role"),
        Admin("reset", "Password reset link"),
        Admin("deactivate", "Deactivate"),
        new("admin-refused", Tomas, _ => "/admin", p => p.Heading("This is for administrators")),

        new("invite-made", Priya, at => $"{at.Circle(Harbour)}?do=invite", p => p.Field("Invite link")) { Arrives = p => p.Button("Make a link"), Do = p => p.Button("Make a link").ClickAsync() },

        // What goes wrong, and what can be undone.
        new("deleted-undo", Yusuf, at => at.Conversation(Yusuf), p => p.Button("Undo"))
        {
            Arrives = p => p.Message("Then it is done."),
            Do = async p =>
            {
                await OpenMenuAsync(p, p.Message("Then it is done."));
                await p.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
            },
        },
        new("offline", Priya, at => at.Conversation(Yusuf), p => p.Page.Locator(".banner"))
        {
            Arrives = p => p.Message("Then it is done."),
            Do = async p =>
            {
                await p.Page.Context.SetOfflineAsync(true);
                await p.SayAsync("Hanna asked for the napkin, too. Shall I have it copied?");
            },
        },
    ];

    private static Screen Admin(string name, string action) => new($"admin-{name}", Priya, _ => "/admin", p => p.Page.GetByRole(AriaRole.Dialog))
    {
        Arrives = Actions,
        Do = async p =>
        {
            await Actions(p).ClickAsync();
            await p.Page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
        },
    };

    private static ILocator Chart(Person p) => p.Page.GetByRole(AriaRole.Group, new() { Name = "Timeline: " });

    private static ILocator Entries(Person p) => p.Page.GetByRole(AriaRole.Table, new() { Name = "Timeline" });

    private static async Task ShowTableAsync(Person p)
    {
        await p.Page.GetByText("Table", new() { Exact = true }).ClickAsync();
        await Entries(p).GetByRole(AriaRole.Row).Last.ScrollIntoViewIfNeededAsync();
    }

    private static ILocator MemberActs(Person p) => p.Button("What to do with Nadia Haddad");

    private static ILocator Actions(Person p) => p.Button("Actions for Nadia Haddad");

    private static ILocator Options(Person p) => p.Page.GetByRole(AriaRole.Option);

    private static ILocator Emoji(Person p) => Dialog(p, "Choose an emoji");

    private static ILocator Tools(Person p) => p.Page.GetByRole(AriaRole.Group, new() { Name = "Message actions" });

    private static ILocator LastOfHarbour(Person p) => p.Message("News from the drawer");

    private static Task OpenMenuAsync(Person p) => OpenMenuAsync(p, LastOfHarbour(p));

    private static async Task OpenMenuAsync(Person p, ILocator message)
    {
        await message.FocusAsync();
        await message.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
    }

    private static Screen Settings(string section, string title) => new($"settings-{section}", Priya, _ => $"/settings/{section}", p => p.Heading(title));

    private static ILocator EndDevice(Person p) => p.Page.GetByRole(AriaRole.Button, new() { Name = "End the session on" }).First;

    private static ILocator Dialog(Person p, string title) => p.Page.GetByRole(AriaRole.Dialog, new() { Name = title, Exact = true });

    private static ILocator Details(Person p) => p.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" });

    /// <summary>The rows that exist in the look.</summary>
    public static IEnumerable<Screen> In(Look look) => Table.Where(screen => screen.On.HasFlag(look.Device));
}
