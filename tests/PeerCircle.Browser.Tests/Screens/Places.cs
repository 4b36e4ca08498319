using PeerCircle.Client;
using PeerCircle.Client.Accounts;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Browser.Tests.Screens;

/// <summary>Where things are in the demo network, found over the API as its main character sees them.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, ConversationId> _conversations = [];
    private readonly Dictionary<string, CircleId> _circles = [];
    private readonly Dictionary<string, MemberId> _members = [];
    private readonly Dictionary<string, GoalId> _goals = [];
    private readonly List<(string Title, Message Message)> _messages = [];

    private Places()
    {
    }

    /// <summary>An invite to Harbour Seven that works, and one that nobody made.</summary>
    public string Invite { get; private set; } = "";

    public static string UnknownInvite => $"/invite/{new string('A', 43)}";

    public string Conversation(string title) => $"/c/{_conversations[title]}";

    public string Circle(string name) => $"/circles/{_circles[name]}";

    /// <summary>A goal that is shared in one of the circles.</summary>
    public string Goal(string title) => $"/goals/{_goals[title]}";

    public string Member(string name) => $"/people/{_members[name]}";

    /// <summary>The thread of the message that begins so.</summary>
    public string Thread(string title, string beginning) => $"{Conversation(title)}/thread/{Find(title, beginning).Id}";

    /// <summary>The conversation at the message that begins so.</summary>
    public string At(string title, string beginning) => $"{Conversation(title)}?at={Find(title, beginning).Seq}";

    public static async Task<Places> FindAsync(PeerCircleClient client, CancellationToken cancellation)
    {
        var places = new Places();
        foreach (var member in (await client.Accounts.MembersAsync(new MemberQuery(Limit: 100), next: null, cancellation)).Items) places._members[member.DisplayName] = member.Id;
        foreach (var circle in await client.Circles.ListAsync(cancellation))
        {
            places._circles[circle.Name] = circle.Id;
            foreach (var goal in await client.Goals.ListAsync(owner: null, circle.Id, state: null, cancellation)) places._goals[goal.Title] = goal.Id;
        }
        foreach (var conversation in await client.Conversations.ListAsync(cancellation))
        {
            places._conversations[conversation.Title] = conversation.Id;
            for (long? before = null; before != 1;)
            {
                var page = await client.Conversations.PageAsync(conversation.Id, new PageRequest(Before: before, Limit: 100), cancellation);
                places._messages.AddRange(page.Messages.Select(message => (conversation.Title, message)));
                before = page.MoreBefore ? page.Messages[0].Seq : 1;
            }
        }
        if (places._circles.TryGetValue("Harbour Seven", out var harbour)) places.Invite = new Uri((await client.Circles.InviteAsync(harbour, new InviteBody(), cancellation)).Url).AbsolutePath;
        return places;
    }

    private Message Find(string title, string beginning) =>
        _messages.Single(m => m.Title == title && m.Message.Text?.StartsWith(beginning, StringComparison.Ordinal) == true).Message;
}
