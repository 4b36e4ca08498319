using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Shell;

/// <summary>Going anywhere by a few letters, without a pointer.</summary>
public sealed class Switching(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Letters_find_a_conversation_and_Enter_goes_there_to_write()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await Scene.Network.CircleAsync("Harbour Seven", "Changing services from inside.", Scene.Network[ada.Name]);
        await Expect(ada.Row("Harbour Seven")).ToBeVisibleAsync();
        await ada.Page.Keyboard.PressAsync("Control+k");
        await Expect(Letters(ada)).ToBeFocusedAsync();
        await ada.Page.Keyboard.TypeAsync("hbs");
        await Expect(Found(ada)).ToHaveCountAsync(1);
        await Expect(Found(ada)).ToContainTextAsync("Harbour Seven");
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.IsInAsync("Harbour Seven");
        await Expect(ada.Composer).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_unread_comes_first_and_Escape_gives_the_focus_back()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        var network = Scene.Network;
        await ben.GoToAsync("/people");
        await network.PostAsync(network[ada.Name], conversation, "Are you there?");
        var later = await network.CircleAsync("Steady writers", "A page a week.", network[ben.Name]);
        await network.PostAsync(network[ben.Name], later.ConversationId, "Half a page.");
        await Expect(ben.Row("Steady writers")).ToContainTextAsync("Half a page.");
        await Expect(ben.Row("Clinic leads")).ToContainTextAsync("1 unread");
        var search = ben.Page.GetByRole(AriaRole.Searchbox).First;
        await search.FocusAsync();
        await ben.Page.Keyboard.PressAsync("Control+k");
        await Expect(Found(ben).Nth(0)).ToContainTextAsync("Clinic leads");
        await Expect(Found(ben).Nth(1)).ToContainTextAsync("Steady writers");
        await ben.Page.Keyboard.PressAsync("Escape");
        await Expect(Letters(ben)).ToHaveCountAsync(0);
        await Expect(search).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Somebody_never_written_to_is_found_in_the_whole_network()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await Scene.Network.AddAsync("Mara Lind");
        await ada.GoToAsync("/rooms");
        await ada.Button("Begin something new").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Write to someone" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Combobox, new() { Name = "Who do you want to write to?" }).FillAsync("mara");
        await Expect(Found(ada)).ToHaveCountAsync(1);
        await Expect(Found(ada)).ToContainTextAsync("Mara Lind");
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.IsInAsync("Mara Lind");
    }

    private static ILocator Letters(Person person) => person.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find people or talk" });

    private static ILocator Found(Person person) => person.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Option);
}
