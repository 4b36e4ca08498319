using System.Globalization;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>Where one reads: one comes in where one left, and nothing moves a reader.</summary>
public sealed class Scroll(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const double Allowed = 2;

    private Person _ada = null!;
    private ConversationId _conversation;

    private ILocator ToLatest => _ada.Page.Locator(".jump-latest");

    [Fact]
    public async Task One_comes_in_at_the_first_unread_of_many()
    {
        await OpenAsync(read: 100, unread: 150);
        await Expect(Row("Number 101.")).ToBeInViewportAsync();
        await Expect(_ada.Page.GetByRole(AriaRole.Separator).Filter(new() { HasText = "New" })).ToBeInViewportAsync();
        await Expect(ToLatest).ToHaveTextAsync("99+ new messages");
        await ToLatest.ClickAsync();
        await Expect(Row("Number 250.")).ToBeInViewportAsync();
        await Expect(ToLatest).ToHaveCountAsync(0);
        await Expect(_ada.Row("Clinic leads").GetByText("unread")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Twenty_pages_back_nothing_jumps()
    {
        await OpenAsync(read: 1_050, unread: 0);
        await Expect(Row("Number 1050.")).ToBeInViewportAsync();
        var furthest = 0.0;
        while (!await Row("Number 1.").IsVisibleAsync())
        {
            furthest = Math.Max(furthest, await UpByHalfAScreenAsync());
            Assert.True(await _ada.Page.Locator("main [data-id]").CountAsync() <= 80, "More rows are drawn than are needed.");
        }
        Assert.True(furthest <= Allowed, $"A message moved by {furthest.ToString(CultureInfo.InvariantCulture)} px.");
    }

    [Fact]
    public async Task Who_has_just_left_the_end_is_not_brought_back_by_what_is_drawn_before_the_browser_tells_of_it()
    {
        await OpenAsync(read: 60, unread: 0);
        await Expect(Row("Number 60.")).ToBeInViewportAsync();
        await SettledAsync();
        Assert.InRange(await LeaveAndDrawAsync(), -Allowed, Allowed);
    }

    [Fact]
    public async Task A_reader_in_history_is_not_moved_by_two_hundred_messages()
    {
        await OpenAsync(read: 200, unread: 0);
        await Expect(Row("Number 200.")).ToBeInViewportAsync();
        await _ada.Page.Mouse.MoveAsync(700, 400);
        await _ada.Page.Mouse.WheelAsync(0, -1_500);
        await Expect(ToLatest).ToBeVisibleAsync();
        await SettledAsync();
        var (id, top) = await FirstInSightAsync();
        await WatchAsync(id);

        var first = (await Scene.Network[Ben].Client.Conversations.PageAsync(_conversation, new(), Scene.Cancellation)).Messages[^1];
        for (var i = 201; i <= 400; i++) await SayAsync(Ben, $"Number {i.ToString(CultureInfo.InvariantCulture)}.");
        await Scene.Network[Ben].Client.Conversations.ReactAsync(_conversation, first.Id, "👏", true, Scene.Cancellation);

        await Expect(ToLatest).ToHaveTextAsync("99+ new messages");
        await Expect(_ada.Row("Clinic leads")).ToContainTextAsync("100 or more unread");
        await SettledAsync();
        Assert.InRange(await WatchedAsync(), -Allowed, Allowed);
        Assert.InRange(await TopAsync(id) - top, -Allowed, Allowed);
    }

    [Fact]
    public async Task What_changes_above_a_reader_does_not_move_them()
    {
        await OpenAsync(read: 120, unread: 0);
        await Expect(Row("Number 120.")).ToBeInViewportAsync();
        await _ada.Page.Mouse.MoveAsync(700, 400);
        await _ada.Page.Mouse.WheelAsync(0, -1_200);
        await SettledAsync();
        var (id, _) = await FirstInSightAsync();
        await WatchAsync(id);
        var above = await _ada.Page.EvaluateAsync<string>("id => { const rows = [...document.querySelectorAll('main [data-id]')]; return rows[rows.findIndex(r => r.dataset.id === id) - 2].dataset.id; }", id);
        var message = new MessageId(Guid.Parse(above));
        await Scene.Network[Ben].Client.Conversations.ReactAsync(_conversation, message, "👏", true, Scene.Cancellation);
        await Scene.Network[Ben].Client.Conversations.EditAsync(_conversation, message, new("One line\nand another\nand a third that was not there"), Scene.Cancellation);
        await Expect(_ada.Page.Locator($"main [data-id='{above}']")).ToContainTextAsync("a third that was not there");
        await SettledAsync();
        Assert.InRange(await WatchedAsync(), -Allowed, Allowed);
    }

    [Fact]
    public async Task An_address_leads_to_a_message_and_from_there_to_both_ends()
    {
        await OpenAsync(read: 400, unread: 0, go: false);
        await _ada.GoToAsync($"/c/{_conversation}?at=201");
        await Expect(Row("Number 200.")).ToBeInViewportAsync();
        await Expect(_ada.Page.Locator(".sought")).ToContainTextAsync("Number 200.");
        await _ada.Page.ReloadAsync();
        await Expect(Row("Number 200.")).ToBeInViewportAsync();

        await ScrollUntilAsync("Number 1.", -600);
        await ScrollUntilAsync("Number 400.", 600);
        await Expect(ToLatest).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Ones_own_words_bring_one_back_from_history()
    {
        await OpenAsync(read: 400, unread: 0, go: false);
        await _ada.GoToAsync($"/c/{_conversation}?at=101");
        await Expect(Row("Number 100.")).ToBeInViewportAsync();
        await _ada.SayAsync("I am here now.");
        await Expect(Row("I am here now.")).ToBeInViewportAsync();
        await Expect(Row("Number 400.")).ToBeInViewportAsync();
        await Expect(_ada.Page.Locator("main .delivery")).ToHaveCountAsync(0);
        await SayAsync(Ben, "And I follow.");
        await Expect(Row("And I follow.")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task One_comes_back_to_where_one_was()
    {
        await OpenAsync(read: 200, unread: 0);
        await Expect(Row("Number 200.")).ToBeInViewportAsync();
        await _ada.Page.Mouse.MoveAsync(700, 400);
        await _ada.Page.Mouse.WheelAsync(0, -2_500);
        await SettledAsync();
        var (id, top) = await FirstInSightAsync();
        for (var turn = 0; turn < 5; turn++)
        {
            await _ada.Rail.GetByRole(AriaRole.Link, new() { Name = "People and mentors" }).ClickAsync();
            await Expect(_ada.Heading("People and mentors")).ToBeVisibleAsync();
            await _ada.Row("Clinic leads").ClickAsync();
            await Expect(_ada.Page.Locator($"main [data-id='{id}']")).ToBeInViewportAsync();
            await SettledAsync();
            Assert.InRange(await TopAsync(id) - top, -Allowed, Allowed);
        }
    }

    private const string Ben = "Ben Okoye";

    private ILocator Row(string words) => _ada.Page.Locator("main [data-id]").Filter(new() { Has = _ada.Page.Locator(".words").GetByText(words, new() { Exact = true }) });

    private async Task SayAsync(string who, string text) => await Scene.Network.PostAsync(Scene.Network[who], _conversation, text);

    private async Task OpenAsync(int read, int unread, bool go = true)
    {
        await Scene.Network.AddAsync(Ben);
        _ada = await Scene.MemberAsync("Ada Brook");
        var circle = await Scene.Network.CircleAsync("Clinic leads", "Leading a small clinic.", Scene.Network[Ben], Scene.Network[_ada.Name]);
        _conversation = circle.ConversationId;
        for (var i = 1; i <= read + unread; i++)
        {
            await SayAsync(Ben, $"Number {i.ToString(CultureInfo.InvariantCulture)}.{(i % 7 == 0 ? "\n\nWith more to say, over some lines,\n\nso that heights differ." : "")}");
        }
        // The first message is the one that says that Ada joined.
        await Scene.Network[_ada.Name].Client.Conversations.MarkReadAsync(_conversation, read + 1, Scene.Cancellation);
        if (go) await _ada.OpenAsync(_conversation);
    }

    private async Task ScrollUntilAsync(string words, int byPx)
    {
        await _ada.Page.Mouse.MoveAsync(700, 400);
        while (!await Row(words).IsVisibleAsync())
        {
            await _ada.Page.Mouse.WheelAsync(0, byPx);
            await SettledAsync();
        }
        await Row(words).ScrollIntoViewIfNeededAsync();
        await Expect(Row(words)).ToBeInViewportAsync();
    }

    /// <summary>Waits until scroll position and the rows drawn stay the same over some frames.</summary>
    private async Task SettledAsync() => await _ada.Page.EvaluateAsync(
        """
        async () => {
          const log = document.querySelector('main [role=log]');
          const look = () => log.scrollTop + ' ' + log.scrollHeight + ' ' + [...log.querySelectorAll('[data-id]')].map(e => e.dataset.id).join();
          let before = '', same = 0;
          while (same < 12) {
            await new Promise(requestAnimationFrame);
            const now = look();
            same = now === before ? same + 1 : 0;
            before = now;
          }
        }
        """);

    /// <summary>Scrolls up, and answers how far from where it then has to be a message was ever seen, while pages came in above it.</summary>
    private Task<double> UpByHalfAScreenAsync() => _ada.Page.EvaluateAsync<double>(
        """
        async () => {
          const log = document.querySelector('main [role=log]');
          const edge = log.getBoundingClientRect().top;
          const id = [...log.querySelectorAll('[data-id]')].find(e => e.getBoundingClientRect().top > edge + 10).dataset.id;
          const top = () => log.querySelector(`[data-id='${id}']`)?.getBoundingClientRect().top ?? NaN;
          const by = Math.min(log.scrollTop, Math.floor(log.clientHeight / 2));
          const due = top() + by;
          log.scrollTop -= by;
          let furthest = 0, before = '', same = 0;
          while (same < 12) {
            await new Promise(requestAnimationFrame);
            furthest = Math.max(furthest, Math.abs(top() - due));
            const now = log.scrollTop + ' ' + log.scrollHeight;
            same = now === before ? same + 1 : 0;
            before = now;
          }
          return furthest;
        }
        """);

    /// <summary>Scrolls up and has a message focused, which is drawn at once, where a scroll is told in the next frame. Answers how far it then is from where it has to be.</summary>
    private Task<double> LeaveAndDrawAsync() => _ada.Page.EvaluateAsync<double>(
        """
        async () => {
          const log = document.querySelector('main [role=log]');
          const message = [...log.querySelectorAll('[data-id]')].at(-8);
          const before = message.getBoundingClientRect().top;
          log.scrollTop -= 302;
          message.focus({ preventScroll: true });
          for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
          return message.getBoundingClientRect().top - before - 302;
        }
        """);

    private async Task<(string Id, double Top)> FirstInSightAsync()
    {
        var found = await _ada.Page.EvaluateAsync<string[]>(
            """
            () => {
              const log = document.querySelector('main [role=log]').getBoundingClientRect();
              const row = [...document.querySelectorAll('main [data-id]')].find(e => e.getBoundingClientRect().top > log.top + 40);
              return [row.dataset.id, String(row.getBoundingClientRect().top)];
            }
            """);
        return (found[0], double.Parse(found[1], CultureInfo.InvariantCulture));
    }

    private Task<double> TopAsync(string id) => _ada.Page.EvaluateAsync<double>("id => document.querySelector(`main [data-id='${id}']`).getBoundingClientRect().top", id);

    /// <summary>From now on, the furthest that a message is seen from where it stands now, frame by frame.</summary>
    private async Task WatchAsync(string id) => await _ada.Page.EvaluateAsync(
        """
        id => {
          const top = () => document.querySelector(`main [data-id='${id}']`)?.getBoundingClientRect().top ?? NaN;
          const start = top();
          window.furthest = 0;
          const look = () => {
            const by = top() - start;
            if (!(Math.abs(by) <= Math.abs(window.furthest))) window.furthest = by;
            requestAnimationFrame(look);
          };
          look();
        }
        """, id);

    private Task<double> WatchedAsync() => _ada.Page.EvaluateAsync<double>("() => window.furthest");
}
