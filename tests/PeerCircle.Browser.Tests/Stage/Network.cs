using PeerCircle.Client;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>Sets a scene over the API: what a journey needs and does not itself tell.</summary>
public sealed class Network(Uri server, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly Dictionary<string, Account> _accounts = [];

    public Account this[string name] => _accounts[name];

    /// <summary>Makes an account, as a person of the same name will use it; the first one is administrator.</summary>
    public async Task<Account> AddAsync(string name)
    {
        var client = new PeerCircleClient(server);
        var email = $"{name.Split(' ')[0].ToLowerInvariant()}@example.org";
        var setupCode = _accounts.Count == 0 ? PeerServer.SetupCode : null;
        var member = await client.Accounts.SignUpAsync(new SignUpBody(email, Person.Password, name, SetupCode: setupCode), cancellation);
        await client.SignInAsync(email, Person.Password, cancellation);
        return _accounts[name] = new Account(member.Id, client);
    }

    /// <summary>A circle of the first of them, which the others have joined by its link.</summary>
    public async Task<CircleFacts> CircleAsync(string name, string purpose, params Account[] people)
    {
        var host = people[0].Client;
        var circle = await host.Circles.CreateAsync(new CircleBody(name, purpose), cancellation);
        var invite = await host.Circles.InviteAsync(circle.Id, new InviteBody(), cancellation);
        foreach (var guest in people.Skip(1)) await guest.Client.Circles.AcceptInviteAsync(invite.Token, cancellation);
        return circle;
    }

    /// <summary>24 patients within 60 days, looked at every week, shared with the one circle of its owner.</summary>
    public async Task<GoalFacts> GoalAsync(Account owner, string title)
    {
        var circle = (await owner.Client.Circles.ListAsync(cancellation)).Single();
        var measure = new MeasureBody(MeasureKind.Number, 0, 24, "patients");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return await owner.Client.Goals.CreateAsync(
            new GoalBody(title, measure, [new MilestoneBody("Half way", today.AddDays(30))], today.AddDays(60), new Cadence(CadenceEvery.Week), new ShareBody([circle.Id], [], Network: false)), cancellation);
    }

    public async Task<MessageId> PostAsync(Account author, ConversationId conversation, string text, MessageId? parent = null)
    {
        var id = new MessageId(Guid.CreateVersion7());
        await author.Client.Conversations.PostAsync(conversation, new PostBody(id, text, parent), cancellation);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var account in _accounts.Values) await account.Client.DisposeAsync();
    }
}

public sealed record Account(MemberId Id, PeerCircleClient Client);
