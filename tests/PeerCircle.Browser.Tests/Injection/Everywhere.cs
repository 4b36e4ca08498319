using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Injection;

/// <summary>Whatever members write into whatever field: it is shown as text wherever it is shown, and does nothing.</summary>
public sealed class Everywhere(Chromium chromium, HostileNetwork network) : IClassFixture<Chromium>, IClassFixture<HostileNetwork>, IAsyncLifetime
{
    private const int AtOnce = 26;

    private readonly Scene _scene = Scene.At(chromium, network.Url);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task In_circles_their_messages_and_threads()
    {
        var links = 0;
        foreach (var (name, members) in network.Readers)
        {
            var (reader, sweep) = await ReaderAsync(name);
            await ArriveAsync(reader, "/");
            await sweep.ThroughAsync(members.Select(m => new Place(
                $"/c/{m.Circle.ConversationId}/thread/{m.Said}", [m.Circle.Name, m.Me.DisplayName], [Words("main", m.Said), Words("main", m.Edited), Words("aside", m.Said), Words("aside", m.Reply)])));
            await sweep.ThroughAsync(members.Select(m => new Place($"/c/{m.Circle.ConversationId}/details", [m.Circle.Name, m.Circle.Purpose, m.Me.DisplayName], [])));
            await sweep.ThroughAsync(members.Select(m => new Place($"/circles/{m.Circle.Id}", [m.Circle.Name, m.Circle.Purpose, m.Me.DisplayName], [])));
            links += sweep.Links;
            await reader.Page.CloseAsync();
        }
        Assert.True(links > 0);
    }

    [Fact]
    public async Task In_advice_rooms_and_direct_talk()
    {
        foreach (var (name, members) in network.Readers)
        {
            var (reader, sweep) = await ReaderAsync(name);
            await ArriveAsync(reader, "/");
            await sweep.ThroughAsync(members.Select(m => new Place($"/c/{m.Room.ConversationId}/details", [m.Room.Name, m.Room.Topic, .. m.Room.Tags], [])));
            await sweep.ThroughAsync(members.Select(m => new Place($"/c/{m.Direct}/details", Profile(m), [])));
            await sweep.ThroughAsync(members.Select(m => new Place($"/people/{m.Me.Id}", [.. Profile(m), m.Me.WorkingTowards!], [])));
            await reader.Page.CloseAsync();
        }
    }

    [Fact]
    public async Task In_the_lists_of_rooms_and_of_people()
    {
        var (reader, sweep) = await ReaderAsync(network.Readers.Keys.First());
        await ArriveAsync(reader, "/rooms");
        await AllAsync(reader);
        await sweep.ThroughAsync([new Place(null, [.. network.Members.SelectMany(m => (string[])[m.Room.Name, m.Room.Topic, .. m.Room.Tags])], [])]);
        await reader.GoToAsync("/people");
        await AllAsync(reader);
        await sweep.ThroughAsync([new Place(null, [.. network.Members.SelectMany(Profile)], [])]);
    }

    [Fact]
    public async Task In_what_one_searches_names_and_administers()
    {
        var (name, members) = network.Readers.First();
        var (reader, sweep) = await ReaderAsync(name);
        await ArriveAsync(reader, "/admin");
        await AllAsync(reader);
        await sweep.ThroughAsync([new Place(null, [.. network.Members.Select(m => m.Me.DisplayName)], [])]);
        await reader.Page.Keyboard.PressAsync("Control+k");
        var search = reader.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox);
        foreach (var member in members)
        {
            await search.FillAsync(member.Me.DisplayName);
            await sweep.ThroughAsync([new Place(null, [], ["[role=listbox]"])]);
        }
        await reader.Page.Keyboard.PressAsync("Escape");
        foreach (var member in members)
        {
            await reader.GoToAsync($"/c/{member.Circle.ConversationId}");
            await reader.Composer.PressSequentiallyAsync("@");
            await Expect(reader.Page.GetByRole(AriaRole.Listbox)).ToContainTextAsync(member.Me.DisplayName.Split(' ')[0]);
            await sweep.ThroughAsync([new Place(null, [], ["[role=listbox] [role=option]"])]);
            await reader.Composer.FillAsync("");
        }
    }

    [Fact]
    public async Task In_what_one_writes_oneself_while_it_waits_and_when_it_is_sent()
    {
        var (writer, sweep) = await WriterAsync("Wim Ode");
        foreach (var some in Payload.All.Chunk(AtOnce))
        {
            await writer.Page.Context.SetOfflineAsync(true);
            foreach (var payload in some)
            {
                await writer.SayAsync(payload);
                await sweep.ThroughAsync([new Place(null, [], ["main .delivery"])]);
            }
            await writer.Page.Context.SetOfflineAsync(false);
            await Expect(writer.Page.Locator("main .delivery")).ToHaveCountAsync(0);
            await sweep.ThroughAsync([new Place(null, [], ["main article.message.own"])]);
        }
    }

    [Fact]
    public async Task In_invitations()
    {
        var (stranger, sweep) = await ReaderAsync("Stella Ray");
        await stranger.GoToAsync("/");
        await Expect(stranger.Heading("Welcome back")).ToBeVisibleAsync();
        await sweep.ThroughAsync(network.Members.Select(m => new Place($"/invite/{m.InviteToken}", [m.Circle.Name], [])));
        var (_, signedIn) = await WriterAsync("Ines Roca");
        await signedIn.ThroughAsync(network.Members.Select(m => new Place($"/invite/{m.InviteToken}", [m.Circle.Name], [])));
    }

    [Fact]
    public async Task In_addresses()
    {
        var (stranger, outside) = await ReaderAsync("Stella Ray");
        await stranger.GoToAsync("/");
        await Expect(stranger.Heading("Welcome back")).ToBeVisibleAsync();
        await outside.ThroughAsync(Payload.All.Select(payload => new Place($"/reset#{Uri.EscapeDataString(payload)}", [], ["main input"])));
        var (writer, inside) = await WriterAsync("Adam Urs");
        writer.Faults.Expect("status of 40[04] ");
        foreach (var place in (string[])["/people?query=", "/rooms?query=x&tag=", "/c/"])
        {
            await inside.ThroughAsync(Payload.All.Select(payload => new Place(place + Uri.EscapeDataString(payload), [], ["main"])));
        }
    }

    [Fact]
    public async Task What_would_run_or_lead_away_is_noticed()
    {
        var (stranger, sweep) = await ReaderAsync("Stella Ray");
        await stranger.GoToAsync("/");
        await Expect(stranger.Heading("Welcome back")).ToBeVisibleAsync();
        await stranger.Page.EvaluateAsync(
            """
            () => {
              const bad = { a: { href: "javascript:ran(1)" }, area: { href: "https://evil.example" }, img: { src: "//evil.example/p" }, p: { "v-html": "x" }, style: {} };
              for (const [name, attributes] of Object.entries(bad)) {
                const element = document.createElement(name);
                for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
                document.querySelector("main").append(element);
              }
              document.querySelector("main").append(Object.assign(document.createElement("a"), { href: "https://evil.example" }));
            }
            """);
        var found = (await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => sweep.ThroughAsync([new Place(null, [], ["main"])]))).Message;
        Assert.All((string[])["href javascript:", "without noopener", "src //evil.example", "attribute v-html", "an element of its kind"], fault => Assert.Contains(fault, found, StringComparison.Ordinal));
        await stranger.Page.EvaluateAsync("() => { ran(2); alert(3); }");
        Assert.Contains("ran 2", sweep.Happened);
        Assert.Contains("dialog 3", sweep.Happened);
        stranger.Faults.Expect("Content Security Policy");
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    private static string Words(string place, object message) => $"{place} [data-id='{message}'] .words";

    private static string[] Profile(Hostile m) => [m.Me.DisplayName, m.Me.Headline!, m.Me.Field!, m.Me.Organisation!, .. m.Me.Mentor!.Topics];

    /// <summary>Somebody whose page is watched; it shows nothing yet.</summary>
    private async Task<(Person Reader, Sweep Sweep)> ReaderAsync(string name)
    {
        var person = await _scene.StrangerAsync(name);
        return (person, await Sweep.OfAsync(person, network.Url));
    }

    /// <summary>Somebody new who writes to a mentor and has nothing else on the page.</summary>
    private async Task<(Person Writer, Sweep Sweep)> WriterAsync(string name)
    {
        var account = await _scene.Network.AddAsync(name);
        var conversation = await account.Client.Direct.OpenAsync(network.Members[0].Me.Id, Scene.Cancellation);
        var (writer, sweep) = await ReaderAsync(name);
        await ArriveAsync(writer, $"/c/{conversation}");
        await writer.IsInAsync(network.Members[0].Me.DisplayName);
        return (writer, sweep);
    }

    private async Task ArriveAsync(Person person, string path)
    {
        await person.SignInQuietlyAsync(network.Url);
        await person.GoToAsync(path);
        await Expect(person.Rail.GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
    }

    /// <summary>Asks for more of a list until there is no more.</summary>
    private static async Task AllAsync(Person person)
    {
        var items = person.Page.Locator("main article, main .members > li, main .member-row");
        var more = person.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Show more") });
        await Expect(items.First).ToBeVisibleAsync();
        while (await more.First.IsVisibleAsync())
        {
            var before = await items.CountAsync();
            await more.First.ClickAsync();
            await Expect(items.Nth(before)).ToBeAttachedAsync();
        }
    }
}
