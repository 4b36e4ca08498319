using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Rooms;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>Every page in both themes, on a desk and on a phone, by the rules of WCAG 2.2 AA that a machine can check.</summary>
public sealed class Axe(Chromium chromium) : Journeys(chromium)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } };
    private static readonly (ColorScheme Colors, int Width)[] Looks = [(ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Dark, 360), (ColorScheme.Light, 360)];

    [Fact]
    public async Task The_pages_before_signing_in_have_no_violations()
    {
        await Scene.Network.AddAsync("Ada Brook");
        var stranger = await Scene.StrangerAsync("Ben Okoye");
        await stranger.GoToAsync("/");
        await Expect(stranger.Heading("Welcome back")).ToBeVisibleAsync();
        await AssertCleanAsync(stranger, "sign-in");
        await stranger.GoToAsync("/sign-up");
        await Expect(stranger.Heading("Make your account")).ToBeVisibleAsync();
        await AssertCleanAsync(stranger, "sign-up");
    }

    [Fact]
    public async Task A_conversation_has_no_violations()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Who has hired a second nurse?");
        await ben.SayAsync("I have.");
        await ben.SayAsync("She starts on Monday.");
        await ada.ActOnAsync("I have.", "React with 🎉");
        await ben.ActOnAsync("She starts on Monday.", "Edit");
        await ben.Field("Edit message").FillAsync("She starts on Tuesday.");
        await ben.Button("Save").ClickAsync();
        var question = (await Scene.Network[ada.Name].Client.Conversations.PageAsync(conversation, new(), Scene.Cancellation)).Messages.Single(m => m.Text == "Who has hired a second nurse?");
        await Scene.Network.PostAsync(Scene.Network[ben.Name], conversation, "Ask her yourself on Tuesday.", question.Id);
        await ada.SeesAsync("Who has hired a second nurse?", "I have.", "She starts on Tuesday. edited", "Ask her yourself on Tuesday.");
        await AssertCleanAsync(ada, "conversation");
        await ada.GoToAsync($"/c/{conversation}/thread/{question.Id}");
        await Expect(ada.Thread.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await AssertCleanAsync(ada, "thread");
        await ada.GoToAsync($"/c/{conversation}/details");
        await Expect(ada.Link("Invite someone")).ToBeVisibleAsync();
        await AssertCleanAsync(ada, "details");
    }

    [Fact]
    public async Task Rooms_people_and_profile_have_no_violations()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await Scene.Network.AddAsync("Mara Lind");
        var (mara, me) = (Scene.Network["Mara Lind"].Client, Scene.Network[ada.Name].Client);
        await mara.Accounts.ChangeMeAsync(new ProfilePatch(Headline: "I help small charities with money", Mentor: new Mentor(true, ["Fundraising"])), Scene.Cancellation);
        await mara.Rooms.CreateAsync(new RoomBody("Hiring and onboarding", "Finding people.", ["people"]), Scene.Cancellation);
        await me.Rooms.CreateAsync(new RoomBody("Boards and trustees", "Working with a board.", ["boards"]), Scene.Cancellation);
        await ada.GoToAsync("/rooms");
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await AssertCleanAsync(ada, "rooms");
        await ada.GoToAsync("/people");
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await AssertCleanAsync(ada, "people");
        await ada.GoToAsync("/settings");
        await Expect(ada.Heading("Profile")).ToBeVisibleAsync();
        await AssertCleanAsync(ada, "profile");
    }

    internal static async Task AssertCleanAsync(Person person, string place)
    {
        foreach (var (colors, width) in Looks)
        {
            await person.Page.SetViewportSizeAsync(width, 800);
            await person.Page.EmulateMediaAsync(new() { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });
            var found = (await person.Page.RunAxe(Rules)).Violations;
            var told = found.SelectMany(violation => violation.Nodes.Select(node => $"{place} {colors} {width}: {violation.Id} {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"));
            Assert.True(found.Length == 0, string.Join(Environment.NewLine, told));
            var overflow = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{place} {colors} {width}: {overflow} px too wide.");
        }
    }
}
