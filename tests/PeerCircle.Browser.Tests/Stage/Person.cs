using System.Globalization;
using Microsoft.Playwright;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>Somebody at a browser: what they do and what they see, by the names of things on the page.</summary>
public sealed class Person(string name, IBrowserContext context, IPage page) : IAsyncDisposable
{
    private const int MostTabs = 80;

    public const string Password = "plain oats and rivers";

    public string Name => name;

    public string Email => $"{name.Split(' ')[0].ToLowerInvariant()}@example.org";

    public IPage Page { get; private set; } = page;

    public Faults Faults { get; } = new(context);

    public ILocator Composer => Page.Locator("main").GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    public ILocator Thread => Page.GetByRole(AriaRole.Complementary, new() { Name = "Thread" });

    public ILocator Rail => Page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" });

    /// <summary>A conversation in the rail.</summary>
    public ILocator Row(string title) => Rail.GetByRole(AriaRole.Link).Filter(new() { HasText = title });

    /// <summary>The words of every message on the page, oldest first, pending ones last.</summary>
    public ILocator Words => Page.Locator("main article.message .words");

    public ILocator Message(string words) => Page.Locator("main article.message").Filter(new() { HasText = words });

    public ILocator Button(string text) => Page.GetByRole(AriaRole.Button, new() { Name = text, Exact = true });

    public ILocator Link(string text) => Page.GetByRole(AriaRole.Link, new() { Name = text, Exact = true });

    public ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public async Task GoToAsync(string path) => await Page.GotoAsync(path);

    public Task OpenAsync(ConversationId conversation) => GoToAsync($"/c/{conversation}");

    /// <summary>Shuts the page and opens a new one on the same machine.</summary>
    public async Task ComeBackAsync(string path)
    {
        if (!Page.IsClosed) await Page.CloseAsync();
        Page = await context.NewPageAsync();
        await GoToAsync(path);
    }

    /// <summary>Takes a session over the API, as signing in on the page does.</summary>
    public Task SignInQuietlyAsync(Uri server) => SignInQuietlyAsync(server, Email, Password);

    public async Task SignInQuietlyAsync(Uri server, string email, string password)
    {
        var answer = await context.APIRequest.PostAsync("/api/v1/sessions", new()
        {
            DataObject = new { email, password, kind = "cookie" },
            Headers = new Dictionary<string, string> { ["Origin"] = server.GetLeftPart(UriPartial.Authority) },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    /// <summary>What makes another machine signed in as this one is.</summary>
    public Task<string> CookiesAsync() => context.StorageStateAsync();

    public async Task SignInAsync(string password = Password)
    {
        await Field("E-mail").FillAsync(Email);
        await Field("Password").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    public async Task SignUpAsync(string? setupCode = null, string submit = "Create account")
    {
        await Field("Your name").FillAsync(Name);
        await Field("E-mail").FillAsync(Email);
        await Field("Password").FillAsync(Password);
        if (setupCode is not null) await Field("Set-up code").FillAsync(setupCode);
        await Button(submit).ClickAsync();
    }

    /// <summary>From a conversation of a circle that one hosts, over its page and back: a link for whoever has it.</summary>
    public async Task<string> InviteAsync()
    {
        await Link("Details").ClickAsync();
        await Link("Invite someone").ClickAsync();
        await Button("Make a link").ClickAsync();
        var link = await Field("Invite link").InputValueAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Link("Open conversation").ClickAsync();
        return link;
    }

    /// <summary>Waits until the conversation is there with its messages, or with none.</summary>
    public async Task IsInAsync(string title)
    {
        await Expect(Composer).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Log, new() { Name = $"Messages in {title}" })).ToHaveAttributeAsync("aria-busy", "false");
    }

    public async Task SayAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Goes forward by Tab, as often as it takes and round at the end; what cannot be reached so fails.</summary>
    public async Task TabToAsync(ILocator place)
    {
        await Expect(place).ToBeVisibleAsync();
        for (var n = 0; n < MostTabs; n++)
        {
            if (await place.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await Page.Keyboard.PressAsync("Tab");
        }
        await Expect(place).ToBeFocusedAsync();
    }

    /// <summary>Goes there by Tab and presses a key on it.</summary>
    public async Task PressOnAsync(ILocator place, string key = "Enter")
    {
        await TabToAsync(place);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes there by Tab and writes.</summary>
    public async Task TypeInAsync(ILocator place, string text)
    {
        await TabToAsync(place);
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a field of a day by Tab and writes it as it is written there.</summary>
    public async Task TypeDayAsync(ILocator place, DateOnly day)
    {
        await TypeInAsync(place, day.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await Expect(place).ToHaveValueAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Goes by the inbox to what one was told of.</summary>
    public async Task FollowNoticeAsync(string words)
    {
        await Expect(Row("Inbox")).ToContainTextAsync("unread");
        await PressOnAsync(Row("Inbox"));
        await PressOnAsync(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = words }));
    }

    /// <summary>Waits until exactly these messages stand in the conversation, in this order, and none is still on its way.</summary>
    public async Task SeesAsync(params string[] words)
    {
        await Expect(Words).ToHaveTextAsync(words);
        await Expect(Page.Locator("main .delivery")).ToHaveCountAsync(0);
    }

    /// <summary>One of the actions of a message: those under the pointer, or of the menu behind them.</summary>
    public async Task ActOnAsync(string words, string action)
    {
        if (action == "Reply in thread" || action.StartsWith("React with ", StringComparison.Ordinal))
        {
            await (await ToolsOfAsync(words)).GetByLabel(action, new() { Exact = true }).ClickAsync();
            return;
        }
        await OpenMenuOfAsync(words);
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
    }

    public async Task OpenMenuOfAsync(string words) => await (await ToolsOfAsync(words)).GetByLabel("More actions").ClickAsync();

    /// <summary>What comes below moves a message from under a pointer that rests, and its tools go; those of one that has the focus stay.</summary>
    private async Task<ILocator> ToolsOfAsync(string words)
    {
        await Message(words).HoverAsync();
        await Message(words).FocusAsync();
        return Message(words).GetByRole(AriaRole.Group, new() { Name = "Message actions" });
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
