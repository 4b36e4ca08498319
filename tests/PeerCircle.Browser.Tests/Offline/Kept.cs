using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Offline;

/// <summary>What a page shows without a word of the server.</summary>
public sealed class Kept(Chromium chromium) : Journeys(chromium)
{
    private const string IsKept = """
        (words) => new Promise((resolve) => {
          const request = indexedDB.open("peercircle");
          request.onsuccess = () => {
            const all = request.result.transaction("entries").objectStore("entries").getAll();
            all.onsuccess = () => { request.result.close(); resolve(JSON.stringify(all.result.filter((entry) => entry.page !== undefined)).includes(words)); };
          };
        })
        """;

    [Fact]
    public async Task A_page_opened_without_the_server_shows_what_was_read_and_sends_what_was_written_once_and_in_order()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ben.SayAsync("Read me on the train.");
        await ada.SeesAsync("Read me on the train.");
        await IsKeptAsync(ada, "Read me on the train.");

        await Tunnel.EnterAsync(ada);
        await ada.SayAsync("Written before the tunnel.");
        await ada.OpenAsync(conversation);
        await Expect(ada.Words).ToHaveTextAsync(["Read me on the train.", "Written before the tunnel."]);
        await ada.SayAsync("Written in the tunnel.");
        await ada.Page.ReloadAsync();
        await Expect(ada.Words).ToHaveTextAsync(["Read me on the train.", "Written before the tunnel.", "Written in the tunnel."]);

        await ben.SayAsync("Said meanwhile.");
        await ben.SeesAsync("Read me on the train.", "Said meanwhile.");
        await Tunnel.LeaveAsync(ada);
        await ada.Page.ReloadAsync();
        string[] all = ["Read me on the train.", "Said meanwhile.", "Written before the tunnel.", "Written in the tunnel."];
        await Task.WhenAll(ada.SeesAsync(all), ben.SeesAsync(all));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_session_ended_elsewhere()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ben.SayAsync("For members only.");
        await ada.SeesAsync("For members only.");
        await IsKeptAsync(ada, "For members only.");
        await Scene.Network[ada.Name].Client.Accounts.ChangePasswordAsync(Person.Password, "new oats and old rivers", Scene.Cancellation);
        await Expect(ada.Page.GetByText("Your password was changed. Sign in with the new one.")).ToBeVisibleAsync();

        await Tunnel.EnterAsync(ada);
        await ada.Page.ReloadAsync();
        await Expect(ada.Button("Connect now").Or(ada.Button("Try again"))).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("For members only.")).ToHaveCountAsync(0);
    }

    private static async Task IsKeptAsync(Person person, string words)
    {
        while (!await person.Page.EvaluateAsync<bool>(IsKept, words)) await person.Page.WaitForTimeoutAsync(100);
    }
}
