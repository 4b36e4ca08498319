using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>What a screen reader is given to say while one is in a conversation.</summary>
public sealed class Spoken(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    /// <summary>Notes every change of a region that is read out, with how urgent it is.</summary>
    private const string Listen = """
        window.spoken = [];
        new MutationObserver((changes) => {
          const regions = new Set(changes.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest("[role=status], [role=alert], [aria-live]")));
          for (const region of regions) {
            const text = region?.textContent.trim() ?? "";
            const urgency = region?.getAttribute("aria-live") ?? (region?.getAttribute("role") === "alert" ? "assertive" : "polite");
            if (text !== "" && urgency !== "off") window.spoken.push(`${urgency}: ${text}`);
          }
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    [Fact]
    public async Task What_others_write_is_read_out_once_politely_and_history_and_ones_own_words_are_not()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        var ben = await Scene.Network.AddAsync("Ben Okoye");
        var circle = await Scene.Network.CircleAsync("Clinic leads", "Leading a clinic.", Scene.Network[ada.Name], ben);
        for (var n = 1; n <= 20; n++) await Scene.Network.PostAsync(ben, circle.ConversationId, $"History {n}.");
        await ada.Page.AddInitScriptAsync(Listen);
        await ada.OpenAsync(circle.ConversationId);
        await ada.IsInAsync("Clinic leads");
        await Expect(ada.Message("History 20.")).ToBeVisibleAsync();

        await Scene.Network.PostAsync(ben, circle.ConversationId, "Is **anybody** there?");
        await HearsAsync(ada, "polite: Ben Okoye: Is anybody there?");
        await ada.SayAsync("I am.");
        await Expect(ada.Message("I am.")).ToBeVisibleAsync();

        const int Burst = 12;
        for (var n = 1; n <= Burst; n++) await Scene.Network.PostAsync(ben, circle.ConversationId, $"Burst {n}.");
        await Expect(ada.Message($"Burst {Burst}.")).ToBeVisibleAsync();
        await ada.Page.WaitForFunctionAsync($"() => window.spoken.slice(1).reduce((sum, line) => sum + (Number(/^polite: (\\d+) new messages$/.exec(line)?.[1]) || 1), 0) >= {Burst}");
        var spoken = await SpokenAsync(ada);
        Assert.Equal(Burst, spoken.Skip(1).Sum(line => line.EndsWith(" new messages", StringComparison.Ordinal) ? int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : 1));
        Assert.InRange(spoken.Length, 2, 5);
        Assert.All(spoken, line => Assert.StartsWith("polite: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_words_said_twice_are_read_out_twice()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.Page.AddInitScriptAsync(Listen);
        await ada.OpenAsync(conversation);
        await ada.IsInAsync("Clinic leads");
        foreach (var times in (int[])[1, 2])
        {
            await Scene.Network.PostAsync(Scene.Network["Ben Okoye"], conversation, "Yes.");
            await ada.Page.WaitForFunctionAsync($"() => window.spoken.filter((line) => line === 'polite: Ben Okoye: Yes.').length === {times}");
        }
    }

    private static async Task HearsAsync(Person person, string line) => await person.Page.WaitForFunctionAsync("line => window.spoken.includes(line)", line);

    private static Task<string[]> SpokenAsync(Person person) => person.Page.EvaluateAsync<string[]>("window.spoken");
}
