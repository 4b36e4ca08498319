using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Client.Accounts;
using PeerCircle.Contracts.Rooms;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accounts;

public sealed class Arriving(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Who_skips_every_step_is_in_and_is_asked_nothing_again()
    {
        await Scene.Network.AddAsync("Ada Brook");
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync("/");
        await ben.Link("Make an account").ClickAsync();
        await ben.SignUpAsync();
        await Expect(ben.Heading("Good to have you here, Ben")).ToBeFocusedAsync();
        await Expect(ben.Page.GetByText("Step 1 of 3: who you are")).ToBeVisibleAsync();
        await ben.Link("Skip this step").ClickAsync();
        await Expect(ben.Heading("What do you work towards?")).ToBeFocusedAsync();
        await ben.Link("Skip this step").ClickAsync();
        await Expect(ben.Heading("Where would you like to begin?")).ToBeFocusedAsync();
        await ben.Link("Go to your conversations").ClickAsync();
        await Expect(ben.Heading("Nothing here yet")).ToBeVisibleAsync();
        await ben.GoToAsync("/");
        await Expect(ben.Heading("Nothing here yet")).ToBeVisibleAsync();
        Assert.Equal("/", new Uri(ben.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task What_is_said_in_the_steps_is_kept_over_going_back_and_loading_anew_and_leads_to_rooms_of_its_kind()
    {
        var ada = await Scene.Network.AddAsync("Ada Brook");
        await ada.Client.Rooms.CreateAsync(new RoomBody("Boards and trustees", "Working with a board.", ["boards"]), Scene.Cancellation);
        await ada.Client.Rooms.CreateAsync(new RoomBody("Counters and queues", "Shorter waiting, calmer rooms.", ["waiting"]), Scene.Cancellation);
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync("/sign-up");
        await ben.SignUpAsync();
        await ben.Field("What you do").FillAsync("I run a clinic");
        await ben.Field("Field").FillAsync("Health");
        await ben.Field("Organisation").FillAsync("Fernhill Health");
        await ben.Button("Save and go on").ClickAsync();
        await ben.Field("What you work towards").FillAsync("Shorter waiting times");
        await ben.Field("I am open to mentoring").CheckAsync();
        await ben.Field("Topics you mentor in").FillAsync("night shifts, Night shifts, rotas");
        await ben.Button("Save and go on").ClickAsync();
        await Expect(ben.Heading("Where would you like to begin?")).ToBeVisibleAsync();

        await ben.Page.GoBackAsync();
        await Expect(ben.Field("What you work towards")).ToHaveValueAsync("Shorter waiting times");
        await ben.Page.ReloadAsync();
        await Expect(ben.Field("What you work towards")).ToHaveValueAsync("Shorter waiting times");
        await Expect(ben.Field("Topics you mentor in")).ToHaveValueAsync("night shifts, rotas");
        await ben.Page.GoBackAsync();
        await Expect(ben.Field("Organisation")).ToHaveValueAsync("Fernhill Health");
        await ben.Link("Skip this step").ClickAsync();
        await ben.Link("Skip this step").ClickAsync();

        await Expect(ben.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Join .+") }).First).ToHaveAccessibleNameAsync("Join Counters and queues");
        await ben.Button("Join Counters and queues").ClickAsync();
        await Expect(ben.Link("Open Counters and queues")).ToBeFocusedAsync();
        await ben.Page.Keyboard.PressAsync("Enter");
        await ben.IsInAsync("Counters and queues");

        var found = await ada.Client.Accounts.MembersAsync(new MemberQuery("waiting"), null, Scene.Cancellation);
        var member = Assert.Single(found.Items);
        Assert.Equal(("I run a clinic", "Shorter waiting times", "Health", "Fernhill Health", true), (member.Headline, member.WorkingTowards, member.Field, member.Organisation, member.Mentor?.Open));
    }

    [Fact]
    public async Task An_account_that_cannot_be_made_says_why_at_the_field_and_keeps_what_was_typed()
    {
        await Scene.Network.AddAsync("Ada Brook");
        var ada = await Scene.StrangerAsync("Ada Brook");
        ada.Faults.Expect("status of 4(00|09) .*/api/v1/accounts");
        await ada.GoToAsync("/sign-up");
        await ada.SignUpAsync();
        const string Taken = "There is an account with this e-mail already. If it is yours, sign in.";
        await Expect(ada.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(Taken);
        await Expect(ada.Page.Locator(":focus")).ToHaveTextAsync(Taken);
        await Expect(ada.Field("E-mail")).ToHaveAccessibleDescriptionAsync(Taken);
        await Expect(ada.Field("Your name")).ToHaveValueAsync("Ada Brook");
        await Expect(ada.Field("Password")).ToHaveValueAsync(Person.Password);

        await ada.Field("E-mail").FillAsync("ada.brook@example.org");
        await ada.Field("Password").FillAsync("aaaaaaaaaaaaaaaa");
        await ada.Button("Create account").ClickAsync();
        await Expect(ada.Field("Password")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(ada.Field("E-mail")).ToHaveValueAsync("ada.brook@example.org");
        await ada.Field("Password").FillAsync(Person.Password);
        await ada.Button("Create account").ClickAsync();
        await Expect(ada.Heading("Good to have you here, Ada")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_password_can_be_pasted_and_shown_and_is_known_to_password_managers()
    {
        await Scene.Network.AddAsync("Ada Brook");
        var ada = await Scene.StrangerAsync("Ada Brook");
        await ada.GoToAsync("/");
        await Expect(ada.Field("E-mail")).ToHaveAttributeAsync("autocomplete", "username");
        await Expect(ada.Field("Password")).ToHaveAttributeAsync("autocomplete", "current-password");
        await ada.Field("E-mail").FillAsync(Person.Password);
        await ada.Field("E-mail").PressAsync("Control+a");
        await ada.Field("E-mail").PressAsync("Control+c");
        await ada.Field("Password").PressAsync("Control+v");
        await Expect(ada.Field("Password")).ToHaveValueAsync(Person.Password);
        await Expect(ada.Field("Password")).ToHaveAttributeAsync("type", "password");
        await ada.Button("Show password").ClickAsync();
        await Expect(ada.Field("Password")).ToHaveAttributeAsync("type", "text");
        await ada.Button("Show password").ClickAsync();
        await Expect(ada.Field("Password")).ToHaveAttributeAsync("type", "password");
        await ada.Link("Make an account").ClickAsync();
        await Expect(ada.Field("Password")).ToHaveAttributeAsync("autocomplete", "new-password");
    }
}
