using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>With letters twice as large, and in the colours that somebody has chosen for every program.</summary>
public sealed class Displays(Chromium chromium) : Journeys(chromium)
{
    private const string CutOff = """
        () => [...document.querySelectorAll("a, button, h1, h2, label, .words")]
          .filter((element) => element.checkVisibility() && !element.matches(".skip, .hidden, .hidden *") && getComputedStyle(element).overflowX === "hidden" && getComputedStyle(element).textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
          .map((element) => element.outerHTML.slice(0, 120))
        """;

    [Fact]
    public async Task With_text_of_twice_the_size_nothing_is_lost()
    {
        var (ada, conversation) = await SettledAsync();
        foreach (var (path, there) in new[] { ($"/c/{conversation}", ada.Composer), ("/people", ada.Heading("People and mentors")), ("/settings/time", ada.Heading("Time and quiet hours")), ("/new/circle", ada.Heading("Start a circle")) })
        {
            await ada.GoToAsync(path);
            await Expect(there).ToBeVisibleAsync();
            await ada.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
            await ada.Page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            await Expect(there).ToBeInViewportAsync();
            Assert.Equal(0, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            Assert.Empty(await ada.Page.EvaluateAsync<string[]>(CutOff));
        }
        await ada.GoToAsync($"/c/{conversation}");
        await ada.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        await ada.SayAsync("Large as life.");
        await Expect(ada.Message("Large as life.")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task At_four_times_the_size_of_everything_one_reads_and_writes()
    {
        var (ada, conversation) = await SettledAsync();
        await ada.Page.SetViewportSizeAsync(320, 256);
        await ada.OpenAsync(conversation);
        await ada.IsInAsync("Clinic leads");
        await ada.SayAsync("From a small window.");
        await Expect(ada.Message("From a small window.")).ToBeInViewportAsync();
        await Expect(ada.Composer).ToBeInViewportAsync();
        Assert.Equal(0, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task In_chosen_colours_one_sees_where_one_is_and_what_is_chosen()
    {
        var (ada, conversation) = await SettledAsync();
        await ada.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        await ada.OpenAsync(conversation);
        await ada.IsInAsync("Clinic leads");
        var row = ada.Row("Clinic leads");
        await row.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Shift+Tab");
        await ada.Page.Keyboard.PressAsync("Tab");
        Assert.NotEqual("none", await row.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle"));

        // The row one is in differs by more than its ground, which is not drawn.
        var other = ada.Row("Ben Okoye");
        const string Marks = "element => { const s = getComputedStyle(element); return [s.borderTopColor, s.borderTopStyle, s.borderInlineStartColor, s.outlineStyle, s.backgroundColor, s.forcedColorAdjust].join(); }";
        await ada.Composer.FocusAsync();
        Assert.NotEqual(await other.EvaluateAsync<string>(Marks), await row.EvaluateAsync<string>(Marks));
        await Axe.AssertCleanAsync(ada, "conversation in chosen colours");
    }

    private async Task<(Person Ada, ConversationId Conversation)> SettledAsync()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await Scene.Network[ada.Name].Client.Direct.OpenAsync(Scene.Network[ben.Name].Id, Scene.Cancellation);
        await ben.SayAsync("Who has a plan for the winter, when every second one of us is ill and the other half is tired?");
        await Expect(ada.Message("Who has a plan")).ToBeVisibleAsync();
        return (ada, conversation);
    }
}
