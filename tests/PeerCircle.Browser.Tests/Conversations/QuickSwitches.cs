using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>Going to and fro faster than anything is sent.</summary>
public sealed class QuickSwitches(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const int Switches = 50;

    [Fact]
    public async Task Every_message_and_every_draft_lands_where_it_was_written()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        ada.Faults.Expect("net::ERR_INTERNET_DISCONNECTED|WebSocket connection to .* failed");
        var circles = new List<(string Name, PeerCircle.Contracts.Wire.ConversationId Id)>();
        foreach (var name in (string[])["Clinic leads", "Night shift", "Small boards"])
            circles.Add((name, (await Scene.Network.CircleAsync(name, "Talking.", Scene.Network[ada.Name])).ConversationId));
        await ada.OpenAsync(circles[0].Id);
        await ada.IsInAsync(circles[0].Name);

        // Every fourth is left as a draft; the last words of each conversation are one.
        await ada.Page.Context.SetOfflineAsync(true);
        var said = circles.ToDictionary(circle => circle.Name, _ => new List<string>());
        for (var n = 0; n < Switches; n++)
        {
            var (name, _) = circles[n % circles.Count];
            await ada.Row(name).ClickAsync();
            await ada.Composer.FillAsync($"{name}, {n}");
            if (n % 4 == 3 || n >= Switches - circles.Count) continue;
            await ada.Composer.PressAsync("Enter");
            said[name].Add($"{name}, {n}");
        }
        await ada.Page.Context.SetOfflineAsync(false);

        foreach (var (name, id) in circles)
        {
            await ada.Row(name).ClickAsync();
            await ada.SeesAsync([.. said[name]]);
            await Expect(ada.Composer).ToHaveValueAsync(new System.Text.RegularExpressions.Regex($"^{name}, 4[789]$"));
            var page = await Scene.Network[ada.Name].Client.Conversations.PageAsync(id, new(), Scene.Cancellation);
            Assert.Equal(said[name], page.Messages.Where(m => m.Kind == MessageKind.Text).Select(m => m.Text!));
        }
    }
}
