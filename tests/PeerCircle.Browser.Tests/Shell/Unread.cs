using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Shell;

/// <summary>What is unread in all, in the title and on the badge of the installed app.</summary>
public sealed class Unread(Chromium chromium) : Journeys(chromium)
{
    private const string WatchBadge = "window.badge = 0; navigator.setAppBadge = async (count) => { window.badge = count; }; navigator.clearAppBadge = async () => { window.badge = 0; };";
    private const string WhenNothingIsUnread = "() => new Promise(done => { const look = () => document.title.startsWith('(') ? setTimeout(look, 5) : done(Date.now()); look(); })";

    [Fact]
    public async Task Title_and_badge_are_the_sum_of_all_conversations()
    {
        var ben = await Scene.MemberAsync("Ben Okoye");
        var (ada, me) = (await Scene.Network.AddAsync("Ada Brook"), Scene.Network[ben.Name]);
        var leads = await Scene.Network.CircleAsync("Clinic leads", "Leading a clinic.", ada, me);
        var writers = await Scene.Network.CircleAsync("Steady writers", "A page a week.", ada, me);
        await ben.Page.AddInitScriptAsync(WatchBadge);
        await ben.GoToAsync("/people");
        await Expect(ben.Page).ToHaveTitleAsync("People and mentors · PeerCircle");
        foreach (var words in new[] { "One.", "Two." }) await Scene.Network.PostAsync(ada, leads.ConversationId, words);
        await Scene.Network.PostAsync(ada, writers.ConversationId, "Three.");
        await Expect(ben.Page).ToHaveTitleAsync("(3) People and mentors · PeerCircle");
        Assert.Equal(3, await ben.Page.EvaluateAsync<int>("window.badge"));
        await ben.Row("Clinic leads").ClickAsync();
        await Expect(ben.Page).ToHaveTitleAsync("(1) Clinic leads · PeerCircle");
        Assert.Equal(1, await ben.Page.EvaluateAsync<int>("window.badge"));
    }

    [Fact]
    public async Task Two_tabs_of_one_member_agree_within_a_second()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ben.GoToAsync("/people");
        await Scene.Network.PostAsync(Scene.Network[ada.Name], conversation, "Did you see this?");
        await Expect(ben.Row("Clinic leads")).ToContainTextAsync("1 unread");
        var other = await ben.Page.Context.NewPageAsync();
        await other.GotoAsync("/people");
        await Expect(other).ToHaveTitleAsync("(1) People and mentors · PeerCircle");
        var seen = ben.Page.EvaluateAsync<long>(WhenNothingIsUnread);
        var read = other.EvaluateAsync<long>(WhenNothingIsUnread);
        await other.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" }).GetByRole(AriaRole.Link).Filter(new() { HasText = "Clinic leads" }).ClickAsync();
        var late = await seen - await read;
        Assert.True(late < 1_000, $"The other tab knew {late} ms later.");
        await Expect(ben.Row("Clinic leads").GetByText("unread")).ToHaveCountAsync(0);
    }
}
