using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>Whoever closes what lies on top is back where they were.</summary>
public sealed class FocusKept(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    [Fact]
    public async Task After_what_opens_from_a_conversation()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ben.SayAsync("We open at seven.");
        await ada.SeesAsync("We open at seven.");
        await ada.ActOnAsync("We open at seven.", "React with 👏");
        var message = ada.Message("We open at seven.");

        await ClosesAsync(ada, ada.Composer, "Control+k", ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Find people or talk" }), ada.Composer);
        await ClosesAsync(ada, ada.Composer, "Control+/", ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" }), ada.Composer);
        await ClosesAsync(ada, ada.Button("Emoji"), "Enter", ada.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search emoji" }), ada.Composer);
        await ClosesAsync(ada, ada.Button("Begin something new"), "Enter", ada.Page.GetByRole(AriaRole.Menu), ada.Button("Begin something new"));

        // A press beside it closes it as well.
        await ada.Button("Emoji").FocusAsync();
        await ada.Page.Keyboard.PressAsync("Control+k");
        await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await ada.Page.Mouse.ClickAsync(2, 2);
        await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(ada.Button("Emoji")).ToBeFocusedAsync();

        // The row, or what in it was pressed.
        var within = ada.Page.Locator("main article.message:focus, main article.message :focus");
        await message.FocusAsync();
        var more = message.GetByLabel("More actions");
        await ClosesAsync(ada, more, "Enter", ada.Page.GetByRole(AriaRole.Menu), within);
        await more.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await ClosesAsync(ada, ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Who reacted" }), "Enter", ada.Page.GetByRole(AriaRole.Dialog), within);
        await message.FocusAsync();
        await ClosesAsync(ada, message.GetByLabel("Reply in thread"), "Enter", ada.Thread.GetByLabel("Reply in thread").And(ada.Page.Locator(":focus")), message);
    }

    [Fact]
    public async Task After_what_opens_from_the_page_of_a_circle()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        var circle = (await Scene.Network[ada.Name].Client.Circles.ListAsync(Scene.Cancellation)).Single();
        await ada.GoToAsync($"/circles/{circle.Id}");
        foreach (var (opener, dialog) in new[] { ("Invite someone", "Invite to Clinic leads"), ("Edit", "Edit Clinic leads"), ("Leave circle", "Leave Clinic leads?") })
        {
            var control = ada.Link(opener).Or(ada.Button(opener));
            await ClosesAsync(ada, control, "Enter", ada.Page.GetByRole(AriaRole.Dialog, new() { Name = dialog }), control);
        }
        var acts = ada.Button("What to do with Ben Okoye");
        await ClosesAsync(ada, acts, "Enter", ada.Page.GetByRole(AriaRole.Menu), acts);
    }

    [Fact]
    public async Task After_two_presses_of_what_closes_a_question_as_after_one()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        var circle = (await Scene.Network[ada.Name].Client.Circles.ListAsync(Scene.Cancellation)).Single();
        await ada.GoToAsync($"/circles/{circle.Id}");
        for (var n = 0; n < 2; n++)
        {
            var leave = ada.Link("Leave circle");
            await leave.FocusAsync();
            await ada.Page.Keyboard.PressAsync("Enter");
            await ada.Button("Stay").EvaluateAsync("button => { button.click(); button.click(); }");
            await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await Expect(leave).ToBeFocusedAsync();
            await Expect(ada.Page).ToHaveURLAsync(new Regex($"/circles/{circle.Id}$"));
        }
    }

    [Fact]
    public async Task A_row_walked_to_is_never_behind_what_floats()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        for (var n = 1; n <= 20; n++) await Scene.Network.PostAsync(Scene.Network[ben.Name], conversation, $"Number {n}.\nWith a second line.");
        await Expect(ada.Message("Number 20.")).ToBeVisibleAsync();
        await ada.Message("Number 20.").FocusAsync();
        for (var n = 0; n < 15; n++)
        {
            await ada.Page.Keyboard.PressAsync(n < 12 ? "ArrowUp" : "ArrowDown");
            await ada.Page.WaitForFunctionAsync(
                """
                () => {
                  const { activeElement: row } = document;
                  const [box, list] = [row.getBoundingClientRect(), document.querySelector("[role=log]").getBoundingClientRect()];
                  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                  return row.matches("article") && box.top >= list.top - 1 && box.bottom <= list.bottom + 1 && row.contains(seen);
                }
                """);
        }
    }

    private static async Task ClosesAsync(Person person, ILocator from, string key, ILocator opened, ILocator back)
    {
        await from.FocusAsync();
        await person.Page.Keyboard.PressAsync(key);
        await Expect(opened).ToBeVisibleAsync();
        await person.Page.Keyboard.PressAsync("Escape");
        await Expect(opened).ToHaveCountAsync(0);
        await Expect(back).ToBeFocusedAsync();
    }
}
