using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>What one does in the field where one writes.</summary>
public sealed class Writing(Chromium chromium) : Journeys(chromium)
{
    private static readonly string[] Clipboard = ["clipboard-read", "clipboard-write"];

    [Fact]
    public async Task Somebody_is_named_with_keys_alone_and_reads_their_name()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.Composer.FocusAsync();
        await ada.Page.Keyboard.TypeAsync("Thank you @be");
        await Expect(ada.Page.GetByRole(AriaRole.Option, new() { Name = "Ben Okoye" })).ToHaveAttributeAsync("aria-selected", "true");
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Composer).ToHaveValueAsync("Thank you @Ben Okoye ");
        await ada.Page.Keyboard.TypeAsync("for Thursday.");
        await ada.Page.Keyboard.PressAsync("Enter");

        await ben.SeesAsync("Thank you @Ben Okoye for Thursday.");
        await Expect(ben.Message("Thank you").Locator(".mention.own")).ToHaveTextAsync("@Ben Okoye");
        var sent = (await Scene.Network[ada.Name].Client.Conversations.PageAsync(conversation, new(), Scene.Cancellation)).Messages.Single(m => m.Kind == MessageKind.Text);
        Assert.Equal($"Thank you <@{Scene.Network[ben.Name].Id}> for Thursday.", sent.Text);
    }

    [Fact]
    public async Task An_emoji_is_found_by_a_word_with_keys_alone()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.Composer.FillAsync("Well done ");
        await ada.Composer.PressAsync("Tab");
        await Expect(ada.Button("Emoji")).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        var search = ada.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search emoji" });
        await Expect(search).ToBeFocusedAsync();
        await search.FillAsync("party popper");
        await Expect(ada.Page.GetByRole(AriaRole.Gridcell, new() { Name = "party popper" })).ToHaveAttributeAsync("aria-selected", "true");
        await search.PressAsync("Enter");
        await Expect(ada.Composer).ToBeFocusedAsync();
        await Expect(ada.Composer).ToHaveValueAsync("Well done 🎉");

        await ada.Composer.PressSequentiallyAsync(" and :tad");
        await Expect(ada.Page.GetByRole(AriaRole.Option, new() { Name = ":tada:" })).ToBeVisibleAsync();
        await ada.Composer.PressAsync("Tab");
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("Well done 🎉 and 🎉");
    }

    [Fact]
    public async Task The_arrow_up_in_an_empty_field_changes_ones_last_message()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("We open at seven.");
        await ada.SayAsync("On Monday.");
        await ben.SayAsync("Good.");
        await ada.SeesAsync("We open at seven.", "On Monday.", "Good.");
        await ada.Composer.PressAsync("ArrowUp");
        var field = ada.Field("Edit message");
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveValueAsync("On Monday.");
        await field.FillAsync("On Tuesday.");

        // Escape closes the field and keeps what was written in it.
        await field.PressAsync("Escape");
        await Expect(ada.Composer).ToBeFocusedAsync();
        await ada.SeesAsync("We open at seven.", "On Monday.", "Good.");
        await ada.Composer.PressAsync("ArrowUp");
        await Expect(field).ToHaveValueAsync("On Tuesday.");
        await field.PressAsync("Enter");
        await ben.SeesAsync("We open at seven.", "On Tuesday. edited", "Good.");
        await Expect(ada.Composer).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_enter_of_an_input_method_sends_nothing()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.Composer.FocusAsync();
        var keys = await ada.Page.Context.NewCDPSessionAsync(ada.Page);
        await keys.SendAsync("Input.imeSetComposition", new() { ["text"] = "こんにちは", ["selectionStart"] = 5, ["selectionEnd"] = 5 });
        await keys.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 229 });
        await keys.SendAsync("Input.insertText", new() { ["text"] = "こんにちは" });
        await Expect(ada.Composer).ToHaveValueAsync("こんにちは");
        await Expect(ada.Words).ToHaveCountAsync(0);
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("こんにちは");
    }

    [Fact]
    public async Task A_draft_outlives_escape_another_conversation_and_a_reload()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        var direct = await Scene.Network[ada.Name].Client.Direct.OpenAsync(Scene.Network[ben.Name].Id, Scene.Cancellation);
        await ada.Composer.FillAsync("Half a thought");
        await ada.Composer.PressAsync("Escape");
        await Expect(ada.Composer).ToHaveValueAsync("Half a thought");

        await ada.Rail.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Ben Okoye") }).ClickAsync();
        await ada.IsInAsync("Ben Okoye");
        await Expect(ada.Composer).ToHaveValueAsync("");
        await ada.Composer.FillAsync("Another one");
        await ada.Row("Clinic leads").ClickAsync();
        await ada.IsInAsync("Clinic leads");
        await Expect(ada.Composer).ToHaveValueAsync("Half a thought");

        await ada.ComeBackAsync($"/c/{direct}");
        await Expect(ada.Composer).ToHaveValueAsync("Another one");
        await ada.ComeBackAsync($"/c/{conversation}");
        await Expect(ada.Composer).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task What_is_pasted_is_plain_text()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.Page.Context.GrantPermissionsAsync(Clipboard);
        await ada.Page.EvaluateAsync(
            """
            () => navigator.clipboard.write([new ClipboardItem({
              "text/html": new Blob(["<h1>Big</h1> <b>bold</b>"], { type: "text/html" }),
              "text/plain": new Blob(["Big bold"], { type: "text/plain" }),
            })])
            """);
        await ada.Composer.PressAsync("Control+v");
        await Expect(ada.Composer).ToHaveValueAsync("Big bold");
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("Big bold");
    }

    [Fact]
    public async Task Links_lead_out_without_telling_where_from()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("See https://example.org/a, [this](https://example.org/b) and [that](javascript:alert(1)) <b>now</b>");
        await ben.SeesAsync("See https://example.org/a, this and [that](javascript:alert(1)) <b>now</b>");
        var links = ben.Message("See").Locator(".words a");
        await Expect(links).ToHaveCountAsync(2);
        foreach (var link in await links.AllAsync())
        {
            await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
            await Expect(link).ToHaveAttributeAsync("target", "_blank");
        }
    }

    [Fact]
    public async Task What_the_server_refuses_says_so_and_waits_for_what_one_does_with_it()
    {
        const string Invisible = "\u200B";
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var refused = ada.Page.Locator("main .delivery.failed");
        await ada.SayAsync(Invisible);
        await Expect(refused).ToContainTextAsync("Not sent.");
        await ada.Page.ReloadAsync();
        await Expect(refused).ToContainTextAsync("Not sent.");

        await refused.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Expect(refused).ToHaveCountAsync(0);
        await Expect(ada.Composer).ToBeFocusedAsync();
        await Expect(ada.Composer).ToHaveValueAsync(Invisible);
        await ada.Composer.PressSequentiallyAsync("There you are.");
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("There you are.");

        await ada.SayAsync(Invisible);
        await refused.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(refused).ToContainTextAsync("Not sent.");
        await refused.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Task.WhenAll(ada.SeesAsync("There you are."), ben.SeesAsync("There you are."));
    }

    [Fact]
    public async Task What_is_written_from_right_to_left_stands_so_beside_what_is_not()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("صباح الخير");
        await ada.SayAsync("Good morning");
        await ben.SeesAsync("صباح الخير", "Good morning");
        const string Direction = "element => getComputedStyle(element.querySelector('p') ?? element).direction";
        Assert.Equal("rtl", await ben.Words.First.EvaluateAsync<string>(Direction));
        Assert.Equal("ltr", await ben.Words.Last.EvaluateAsync<string>(Direction));
        await ben.Composer.FillAsync("صباح النور");
        Assert.Equal("rtl", await ben.Composer.EvaluateAsync<string>("element => getComputedStyle(element).direction"));
    }

    [Fact]
    public async Task What_is_too_long_stays_where_it_is_and_the_connection_too()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var words = new string('x', 8_001);
        await ada.Composer.FillAsync(words);
        await Expect(ada.Page.GetByText("1 character too many")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("This is too long to send. Your words are safe here; send them in parts.")).ToBeAttachedAsync();
        await ada.Composer.PressAsync("Enter");
        await Expect(ada.Composer).ToHaveValueAsync(words);
        await ben.SayAsync("Still there?");
        await ada.SeesAsync("Still there?");
        await ada.Composer.PressAsync("Backspace");
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("Still there?", words[1..]);
    }
}
