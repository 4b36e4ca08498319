using System.Globalization;
using System.Text;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>People who have said more than anybody can read, in messages of many lengths.</summary>
internal sealed class BusyNetwork(Network network, CancellationToken cancellation)
{
    public const string Ada = "Ada Brook", Ben = "Ben Okoye";
    public const int Rooms = 25, InARoom = 60;

    private const int AtOnce = 16;

    private static readonly string[] Others = [Ben, "Carl Weiss", "Dora Quist", "Emil Strand"];

    private static readonly string[] Words =
        "we asked the team what they would change and wrote it down before anybody could say that it was fine so now there is a list with names and a date which helps".Split(' ');

    /// <summary>Everybody but the one who looks.</summary>
    public IEnumerable<Account> Authors => Others.Select(name => network[name]);

    public async Task PeopleAsync()
    {
        foreach (var name in (string[])[Ada, .. Others]) await network.AddAsync(name);
    }

    public async Task<CircleFacts> CircleAsync(string name) => await network.CircleAsync(name, "Everything at once.", [network[Ada], .. Authors]);

    /// <summary>Rooms in which Ada is too, each with something in it.</summary>
    public async Task<IReadOnlyList<RoomFacts>> RoomsAsync()
    {
        var rooms = new List<RoomFacts>();
        for (var n = 0; n < Rooms; n++)
        {
            var room = await network[Ben].Client.Rooms.CreateAsync(new RoomBody($"Room {n.ToString("00", CultureInfo.InvariantCulture)}", "One of many.", []), cancellation);
            rooms.Add(await network[Ada].Client.Rooms.JoinAsync(room.Id, cancellation));
        }
        await Parallel.ForEachAsync(rooms, AtOnceOptions, async (room, _) =>
        {
            for (var n = 0; n < InARoom; n++) await network.PostAsync(network[Ben], room.ConversationId, Text(n));
        });
        return rooms;
    }

    /// <summary>Ada has read all of it, so that she comes in at its end.</summary>
    public async Task TalkAsync(ConversationId conversation, int messages)
    {
        Account[] authors = [.. Authors];
        await Parallel.ForAsync(0, messages, AtOnceOptions, async (n, _) => await network.PostAsync(authors[n % authors.Length], conversation, Text(n)));
        var ada = network[Ada].Client.Conversations;
        await ada.MarkReadAsync(conversation, (await ada.PageAsync(conversation, new(), cancellation)).Messages[^1].Seq, cancellation);
    }

    private ParallelOptions AtOnceOptions => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    /// <summary>From a word to some lines, with a link and a list now and then.</summary>
    private static string Text(int n)
    {
        var text = new StringBuilder().Append(n);
        for (var word = 0; word < n * 7 % 60; word++) text.Append(' ').Append(Words[(n + word) % Words.Length]);
        if (n % 17 == 0) text.Append(" see https://example.org/notes/").Append(n);
        if (n % 23 == 0) text.Append("\n\n- **first** this\n- then that");
        return text.ToString();
    }
}
