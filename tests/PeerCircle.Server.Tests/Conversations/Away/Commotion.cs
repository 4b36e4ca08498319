using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Away;

/// <summary>Changes of a conversation, made within the server as fast as it commits them.</summary>
internal sealed class Commotion
{
    /// <summary>Well below what a lane queues.</summary>
    private const int AtOnce = 100;
    private const int CharactersAtOnce = 200_000;

    private static readonly string[] Emoji = ["👍", "🎉", "❤️", "😀", "🚀"];

    private readonly List<(MessageId Id, Participant Author)> _messages = [];
    private readonly ConversationActs _acts;
    private readonly IReadOnlyList<Participant> _people;
    private readonly Random _random = new(34);

    private Commotion(ConversationActs acts, IReadOnlyList<Participant> people) => (_acts, _people) = (acts, people);

    public static async Task<Commotion> OfAsync(ChatServer server, ConversationId conversation, params MemberId[] people)
    {
        var access = server.Services.GetRequiredService<ConversationAccess>();
        var participants = new List<Participant>();
        foreach (var person in people)
        {
            Assert.True((await access.FindAsync(person, conversation, TestContext.Current.CancellationToken)).TryGet(out var participant, out _));
            participants.Add(participant);
        }
        return new Commotion(server.Services.GetRequiredService<ConversationActs>(), participants);
    }

    /// <summary>Posts so many messages, each its own change.</summary>
    public async Task PostAsync(int count, string text)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(Math.Clamp(CharactersAtOnce / text.Length, 1, AtOnce))) await DoAsync(some.Select(n => Post($"{n} {text}")));
    }

    /// <summary>Does so many things of every kind; what happens to one message at the same moment becomes one change.</summary>
    /// <param name="posts">Of a hundred, so many are posts; of the others most are edits and reactions, and a few deletions.</param>
    public async Task MixAsync(int count, int posts)
    {
        if (_messages.Count == 0) await PostAsync(1, "the first");
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce)) await DoAsync(some.Select(n => Any(n, posts)));
    }

    private Task<Refusal?> Any(int n, int posts)
    {
        if (_messages.Count < 2 || _random.Next(100) < posts) return Post($"{n}");
        var at = _random.Next(_messages.Count);
        var (id, author) = _messages[at];
        switch (_random.Next(20))
        {
            case 0:
                _messages.RemoveAt(at);
                return Refused(_acts.DeleteAsync(author, id, TestContext.Current.CancellationToken));
            case < 10:
                return Refused(_acts.EditAsync(author, id, $"edited {n}", baseRev: null));
            default:
                return Refused(_acts.ReactAsync(_people[_random.Next(_people.Count)], id, Emoji[_random.Next(Emoji.Length)], _random.Next(3) > 0));
        }
    }

    private Task<Refusal?> Post(string text)
    {
        var (id, author) = (HubClient.NewId(), _people[_random.Next(_people.Count)]);
        _messages.Add((id, author));
        return Refused(_acts.PostAsync(author, id, text, parent: null));
    }

    private static async Task DoAsync(IEnumerable<Task<Refusal?>> acts) => Assert.All(await Task.WhenAll(acts), Assert.Null);

    private static async Task<Refusal?> Refused<T>(Task<Outcome<T>> act) => (await act).Refusal;
}
