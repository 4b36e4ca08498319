using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Cluster;

/// <summary>Members whose pages are connected to different servers of one network.</summary>
public sealed class BehindAProxy(Chromium chromium, TwoServers servers) : IClassFixture<Chromium>, IClassFixture<TwoServers>, IAsyncLifetime
{
    private readonly Scene _scene = Scene.At(chromium, servers.Url);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_said_changed_reacted_to_and_read_on_one_server_shows_on_the_other()
    {
        var (ada, ben, conversation) = await ApartAsync("Clinic leads", "Ada Brook", "Ben Okoye");
        await ada.SayAsync("One.");
        await ben.SeesAsync("One.");
        await ben.SayAsync("Two.");
        await ada.SeesAsync("One.", "Two.");
        foreach (var word in (string[])["Three.", "Four.", "Five."]) await ada.SayAsync(word);
        await Task.WhenAll(ada.SeesAsync("One.", "Two.", "Three.", "Four.", "Five."), ben.SeesAsync("One.", "Two.", "Three.", "Four.", "Five."));

        await ben.ActOnAsync("One.", "React with ❤️");
        await Expect(ada.Message("One.").GetByRole(AriaRole.Button, new() { Name = "❤️ 1", Exact = true })).ToBeVisibleAsync();
        await ada.ActOnAsync("Three.", "Edit");
        await ada.Field("Edit message").FillAsync("Third.");
        await ada.Button("Save").ClickAsync();
        await ben.SeesAsync("One.", "Two.", "Third. edited", "Four.", "Five.");

        await ben.GoToAsync("/people");
        await ada.SayAsync("Six.");
        await ada.SayAsync("Seven.");
        await Expect(ben.Row("Clinic leads")).ToContainTextAsync("2");
        await using var elsewhere = await _scene.StrangerAsync(ben.Name);
        await elsewhere.SignInQuietlyAsync(servers.Url);
        await elsewhere.OpenAsync(conversation);
        await elsewhere.SeesAsync("One.", "Two.", "Third. edited", "Four.", "Five.", "Six.", "Seven.");
        await Expect(ben.Row("Clinic leads").GetByText("2", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_server_killed_under_open_pages_costs_nobody_a_message()
    {
        var (carl, dora, conversation) = await ApartAsync("Night shift", "Carl Weiss", "Dora Quist");
        await carl.SayAsync("Before.");
        await Task.WhenAll(carl.SeesAsync("Before."), dora.SeesAsync("Before."));

        var killed = servers["one"];
        await killed.KillAsync(Scene.Cancellation);
        await carl.SayAsync("One of us was on it.");
        await dora.SayAsync("And one was not.");
        await carl.SayAsync("We go on.");
        await Expect(carl.Words).ToHaveCountAsync(4);
        await Expect(dora.Words).ToHaveCountAsync(4);
        string[] all = await AgreedAsync(carl, dora, conversation);
        Assert.Equal(["And one was not.", "Before.", "One of us was on it.", "We go on."], all.Order(StringComparer.Ordinal));

        await killed.StartAsync(Scene.Cancellation);
        await carl.ComeBackAsync($"/c/{conversation}");
        await dora.ComeBackAsync($"/c/{conversation}");
        await carl.SayAsync("Both are back.");
        await Task.WhenAll(carl.SeesAsync([.. all, "Both are back."]), dora.SeesAsync([.. all, "Both are back."]));
    }

    [Fact]
    public async Task A_session_ended_through_one_server_signs_out_the_page_on_the_other()
    {
        var (emil, faye, _) = await ApartAsync("Second team", "Emil Strand", "Faye Lowe");
        foreach (var person in (Person[])[emil, faye])
        {
            // One of the two is certainly ended by a server that the page is not connected to.
            var accounts = _scene.Network[person.Name].Client.Accounts;
            var browser = (await accounts.SessionsAsync(Scene.Cancellation)).Single(session => session.Kind == SessionKind.Cookie);
            await accounts.EndSessionAsync(browser.Id, Scene.Cancellation);
        }
        foreach (var person in (Person[])[emil, faye]) await Expect(person.Page.GetByText("You were signed out. Sign in again to go on.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_removed_sees_the_conversation_close_on_either_server()
    {
        var (gwen, hugo, conversation) = await ApartAsync("Small boards", "Gwen Price", "Hugo Marsh");
        await hugo.SayAsync("Between us.");
        await gwen.SeesAsync("Between us.");
        var circles = _scene.Network[gwen.Name].Client.Circles;
        var circle = (await circles.ListAsync(Scene.Cancellation)).Single();
        await circles.RemoveMemberAsync(circle.Id, _scene.Network[hugo.Name].Id, Scene.Cancellation);
        await Expect(hugo.Heading("You are not in Small boards any more")).ToBeVisibleAsync();
        await Expect(hugo.Row("Small boards")).ToHaveCountAsync(0);
        await gwen.SayAsync("Without you.");
        await gwen.SeesAsync("Between us.", "Without you.");
        await Expect(hugo.Page.GetByText("Without you.")).ToHaveCountAsync(0);
        hugo.Faults.Expect("status of 404 .*/api/v1/conversations/");
        await hugo.ComeBackAsync($"/c/{conversation}");
        await Expect(hugo.Heading("This conversation is not yours to see")).ToBeVisibleAsync();
        await Expect(hugo.Page.GetByText("Between us.")).ToHaveCountAsync(0);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    /// <summary>Two in a circle, both looking at it, each through another server.</summary>
    private async Task<(Person, Person, ConversationId)> ApartAsync(string title, string one, string other)
    {
        var people = (One: await _scene.MemberAsync(one), Other: await _scene.MemberAsync(other));
        var circle = await _scene.Network.CircleAsync(title, "Leading a small clinic without doing it alone.", _scene.Network[one], _scene.Network[other]);
        var served = new List<string>();
        foreach (var person in (Person[])[people.One, people.Other])
        {
            var server = await ServerOfAsync(person.Page);
            await person.OpenAsync(circle.ConversationId);
            await person.IsInAsync(title);
            served.Add(await server.WaitAsync(TimeSpan.FromMilliseconds(Chromium.DeadlineMs), Scene.Cancellation));
        }
        Assert.Equal(["one", "two"], served.Order(StringComparer.Ordinal));
        return (people.One, people.Other, circle.ConversationId);
    }

    /// <summary>The server to which the page connects next.</summary>
    private static async Task<Task<string>> ServerOfAsync(IPage page)
    {
        var connected = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var browser = await page.Context.NewCDPSessionAsync(page);
        browser.Event("Network.webSocketHandshakeResponseReceived").OnEvent += (_, told) =>
        {
            var headers = told!.Value.GetProperty("response").GetProperty("headers");
            connected.TrySetResult(headers.EnumerateObject().First(header => header.Name.Equals(Proxy.ServedBy, StringComparison.OrdinalIgnoreCase)).Value.GetString()!);
        };
        await browser.SendAsync("Network.enable");
        return connected.Task;
    }

    /// <summary>What the store has in its order, once both pages show just that.</summary>
    private async Task<string[]> AgreedAsync(Person one, Person other, ConversationId conversation)
    {
        await Expect(one.Page.Locator("main .delivery")).ToHaveCountAsync(0);
        await Expect(other.Page.Locator("main .delivery")).ToHaveCountAsync(0);
        var page = await _scene.Network[one.Name].Client.Conversations.PageAsync(conversation, new(), Scene.Cancellation);
        string[] words = [.. page.Messages.Where(m => m.Kind == MessageKind.Text).Select(m => m.Text!)];
        await Task.WhenAll(one.SeesAsync(words), other.SeesAsync(words));
        return words;
    }
}
