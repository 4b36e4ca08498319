using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accounts;

public sealed class WithoutAMouse(Chromium chromium) : Journeys(chromium, "invite")
{
    [Fact]
    public async Task From_a_link_over_the_steps_to_the_first_reply_in_anothers_circle_by_keys_alone()
    {
        var ada = await Scene.Network.AddAsync("Ada Brook");
        var circle = await Scene.Network.CircleAsync("Clinic leads", "Leading a small clinic without doing it alone.", ada);
        var invite = await ada.Client.Circles.InviteAsync(circle.Id, new(), Scene.Cancellation);
        await Scene.Network.PostAsync(ada, circle.ConversationId, "Who has hired a second nurse?");

        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync(invite.Url);
        await Expect(ben.Heading("Join Clinic leads")).ToBeVisibleAsync();
        await ben.TabToAsync(ben.Field("Your name"));
        await ben.Page.Keyboard.TypeAsync("Ben Okoye");
        await ben.TabToAsync(ben.Field("E-mail"));
        await ben.Page.Keyboard.TypeAsync(ben.Email);
        await ben.TabToAsync(ben.Field("Password"));
        await ben.Page.Keyboard.TypeAsync(Person.Password);
        await ben.Page.Keyboard.PressAsync("Enter");
        await ben.IsInAsync("Clinic leads");
        await ben.SeesAsync("Who has hired a second nurse?");

        await ben.GoToAsync("/welcome/you");
        await Expect(ben.Heading("Good to have you here, Ben")).ToBeFocusedAsync();
        await ben.TabToAsync(ben.Field("What you do"));
        await ben.Page.Keyboard.TypeAsync("I run a clinic");
        await ben.Page.Keyboard.PressAsync("Enter");
        await Expect(ben.Heading("What do you work towards?")).ToBeFocusedAsync();
        await ben.TabToAsync(ben.Link("Skip this step"));
        await ben.Page.Keyboard.PressAsync("Enter");
        await Expect(ben.Heading("Where would you like to begin?")).ToBeFocusedAsync();
        await ben.TabToAsync(ben.Link("Open Clinic leads"));
        await ben.Page.Keyboard.PressAsync("Enter");
        await ben.IsInAsync("Clinic leads");

        await ben.TabToAsync(ben.Composer);
        await ben.Page.Keyboard.TypeAsync("I have. She starts on Monday.");
        await ben.Page.Keyboard.PressAsync("Enter");
        await ben.SeesAsync("Who has hired a second nurse?", "I have. She starts on Monday.");
        var said = await ada.Client.Conversations.PageAsync(circle.ConversationId, new(), Scene.Cancellation);
        Assert.Contains(said.Messages, message => message.Text == "I have. She starts on Monday.");
    }
}
