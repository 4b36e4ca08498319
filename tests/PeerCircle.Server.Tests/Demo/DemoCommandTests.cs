using System.Text.RegularExpressions;
using MongoDB.Driver;
using PeerCircle.Client;
using PeerCircle.Client.Accounts;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Server.Demo;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Demo;

/// <summary>The program started with <c>--demo</c>, as somebody does who wants to see what this is.</summary>
[Collection(Processes.Name)]
public sealed partial class DemoCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _place = new();
    private readonly Uri _url = ServerProcess.FreeUrl();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Store => $"--Storage:Sqlite:Path={_place.File("demo.db")}";

    [Fact]
    public async Task Fills_an_empty_store_says_who_is_who_and_serves_it_again_with_the_same_words()
    {
        string password;
        await using (var server = await ServeAsync("--demo", Store))
        {
            password = Password(server);
            Assert.All(Cast.All, figure => Assert.Contains(server.Output, line => line.Contains(figure.Name, StringComparison.Ordinal) && line.Contains(figure.Email, StringComparison.Ordinal)));
            Assert.Contains(server.Output, line => line.Contains(_url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && line.Contains("demo network", StringComparison.Ordinal));
            await IsBelievableAsync(password);
            Assert.Equal(0, await server.StopAsync());
        }

        await using var again = await ServeAsync(Store, "--demo");
        Assert.Equal(password, Password(again));
        await IsBelievableAsync(password);
    }

    [Fact]
    public async Task A_store_that_the_environment_names_is_the_one_that_is_filled()
    {
        var elsewhere = _place.File("elsewhere.db");
        await using var server = await SaidWelcomeAsync(ServerProcess.Start(_url, ["--demo", "--urls", _url.ToString()], environment: ("Storage__Sqlite__Path", elsewhere)));
        Assert.True(File.Exists(elsewhere));
        await using var priya = new PeerCircleClient(_url);
        await priya.SignInAsync(Cast.Priya.Email, Password(server), Cancellation);
    }

    [Fact]
    public async Task MongoDB_is_filled_alike()
    {
        var mongo = await MongoServer.SharedAsync();
        var database = $"peercircle_test_{Guid.CreateVersion7():N}";
        string[] settings = ["--demo", "--Storage:Provider=mongo", $"--Storage:Mongo:Uri={mongo.ConnectionString}", $"--Storage:Mongo:Database={database}"];
        try
        {
            await using var server = await ServeAsync(settings);
            await IsBelievableAsync(Password(server));
        }
        finally
        {
            await mongo.Client.DropDatabaseAsync(database, Cancellation);
        }
    }

    [Fact]
    public async Task A_store_with_members_of_its_own_is_refused_and_left_as_it_was()
    {
        await using (var server = await ServerProcess.ServeAsync(_url, Store))
        {
            await using var founder = await Peer.JoinAsync(_url, "founder", isFirst: true);
            Assert.Equal(0, await server.StopAsync());
        }

        var (code, output, error) = await ServerProcess.RunAsync("--demo", "--urls", _url.ToString(), Store);

        Assert.Equal(1, code);
        Assert.Contains(_place.File("demo.db"), error, StringComparison.Ordinal);
        Assert.Contains("is not empty", error, StringComparison.Ordinal);
        Assert.Contains("--Storage:Sqlite:Path=", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Sign in as", output, StringComparison.Ordinal);
        await using var unchanged = await ServerProcess.ServeAsync(_url, Store);
        await using var client = new PeerCircleClient(_url);
        Assert.False((await client.Accounts.ServerAsync(Cancellation)).SetupRequired);
    }

    public void Dispose() => _place.Dispose();

    private Task<ServerProcess> ServeAsync(params string[] arguments) =>
        SaidWelcomeAsync(ServerProcess.Start(_url, ["--urls", _url.ToString(), "--Limits:RequestsPer10Seconds=1000000", .. arguments]));

    private static async Task<ServerProcess> SaidWelcomeAsync(ServerProcess server)
    {
        try
        {
            await server.ReadyAsync();
            await Wait.UntilAsync(() => server.Output.Any(line => SignIn().IsMatch(line)), Patience, () => "it does not say how to sign in");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static string Password(ServerProcess server) => server.Output.Select(line => SignIn().Match(line)).First(m => m.Success).Groups[1].Value;

    /// <summary>Everybody can sign in; what the main character sees is what was promised of the network.</summary>
    private async Task IsBelievableAsync(string password)
    {
        foreach (var figure in Cast.All)
        {
            await using var member = new PeerCircleClient(_url);
            await member.SignInAsync(figure.Email, password, Cancellation);
        }
        await using var priya = new PeerCircleClient(_url);
        await priya.SignInAsync(Cast.Priya.Email, password, Cancellation);

        var people = (await priya.Accounts.MembersAsync(new MemberQuery(Limit: 100), next: null, Cancellation)).Items;
        Assert.Equal(8, people.Count);
        Assert.Equal(4, people.Select(p => p.Organisation).Distinct().Count());
        Assert.Equal(2, people.Count(p => p.Mentor is { Open: true, Topics.Count: > 0 }));
        Assert.All(people, p => Assert.False(string.IsNullOrEmpty(p.Headline) || string.IsNullOrEmpty(p.WorkingTowards)));
        Assert.Equal(3, (await priya.Circles.ListAsync(Cancellation)).Count);
        var rooms = (await priya.Rooms.ListAsync(query: null, tag: null, next: null, Cancellation)).Items;
        Assert.Equal((3, 2), (rooms.Count, rooms.Count(r => r.Joined)));

        var conversations = await priya.Conversations.ListAsync(Cancellation);
        Assert.Contains(conversations, c => c is { Kind: ConversationKind.Circle, Unread: > 0 });
        Assert.Contains(conversations, c => c is { Kind: ConversationKind.Direct, Unread: > 0 });
        Assert.Contains(conversations, c => c is { Kind: ConversationKind.Room, Unread: > 0 });
        Assert.Contains(conversations, c => c is { Kind: ConversationKind.Circle, Unread: null or 0 });
        var talk = new List<Message>();
        foreach (var conversation in conversations) talk.AddRange(await HistoryAsync(priya, conversation));
        var harbour = await HistoryAsync(priya, conversations.Single(c => c.Title == "Harbour Seven"));
        Assert.True(harbour.Count >= 250, $"{harbour.Count} messages in the longest circle.");
        Assert.InRange(DateTimeOffset.UtcNow - harbour[0].CreatedAt, TimeSpan.FromDays(30), TimeSpan.FromDays(60));
        Assert.Contains(talk, m => m.ReplyCount > 1);
        Assert.Contains(talk, m => m.Reactions is { Count: > 1 });
        Assert.Contains(talk, m => m.EditedAt is not null);
        Assert.Contains(talk, m => m.DeletedAt is not null);
        Assert.Contains(talk, m => m.Mentions is { Count: > 0 });
        Assert.DoesNotContain(talk, m => LeftOver().IsMatch(m.Text ?? ""));
        var invites = await priya.Circles.InvitesAsync((await priya.Circles.ListAsync(Cancellation)).Single(c => c.Name == "Harbour Seven").Id, Cancellation);
        Assert.Contains(invites, i => i.ExpiresAt > DateTimeOffset.UtcNow);
    }

    /// <summary>All of it, whose times never run backwards and do not lie in the future.</summary>
    private static async Task<List<Message>> HistoryAsync(PeerCircleClient client, ConversationFacts conversation)
    {
        var all = new List<Message>();
        for (var more = true; more;)
        {
            var page = await client.Conversations.PageAsync(conversation.Id, new PageRequest(After: all.Count, Limit: 100), Cancellation);
            all.AddRange(page.Messages);
            more = page.MoreAfter;
        }
        Assert.Equal(all.Select(m => m.CreatedAt).Order(), all.Select(m => m.CreatedAt));
        Assert.All(all, m => Assert.True(m.CreatedAt <= DateTimeOffset.UtcNow && !(m.EditedAt > DateTimeOffset.UtcNow), $"{conversation.Title}: {m.CreatedAt}"));
        return all;
    }

    [GeneratedRegex(@"Sign in as anybody with the password\s+(\S+)")]
    private static partial Regex SignIn();

    /// <summary>What the script writes instead of a name or a day, and what nobody should ever read.</summary>
    [GeneratedRegex(@"\{[+-]?\d|(?<![<\w])@\p{L}")]
    private static partial Regex LeftOver();
}
