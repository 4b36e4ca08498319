using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T12: a server dies after it showed a message to others and before its author was told; the author asks again elsewhere.</summary>
internal sealed class UnheardReceipts : Scenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override string Name => "T12";

    public override string Title => "a server dies between showing a message and acknowledging it";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        for (var round = 0; round < trial.Of(3, 12); round++)
        {
            var (author, reader, room) = await PairAsync(trial, crowd);
            var node = trial.Cluster.Nodes[author.Node];
            var deed = new Deed(Act.Post, room, MessageId.From(Guid.CreateVersion7())) { Text = $"{author.Name} does not hear of it {round}" };
            trial.History.AddFault($"nothing comes from server {node.Number} to its clients");
            node.Clients.Stall(toServer: false);
            var answer = trial.DecidedAsync(author, deed);
            await trial.UntilAsync(() => reader.Look(room, s => s.Find(deed.Message)) is not null, Patience, $"{deed.Message} was not shown at another server");
            await trial.HoldsAsync(!answer.IsCompleted || Attempts(trial, deed) > 1, "the author was told, though nothing came from the server");
            await trial.BreakAsync($"kill server {node.Number}", node.KillAsync);
            // What the dead one still said must not arrive: else that is the answer, and nobody asks elsewhere.
            node.Clients.Reset();
            var told = await answer;
            await trial.HoldsAsync(Attempts(trial, deed) > 1, "the author did not have to ask again");
            var shown = trial.History.Entries.First(e => e.Items?.Any(i => i.Id == deed.Message) is true).Items?.First(i => i.Id == deed.Message);
            await trial.HoldsAsync((told.Rev, told.Seq) == (shown?.Rev, shown?.Seq), $"shown as ({shown?.Rev}, {shown?.Seq}), acknowledged elsewhere as ({told.Rev}, {told.Seq})");
            await node.StartAsync();
        }
    }

    private static int Attempts(Trial trial, Deed deed) => trial.History.Entries.Count(e => e.Kind == EntryKind.Invoke && e.Operation == deed.Id);

    /// <summary>
    /// Two who share a room and are at different servers, by the seed. The author is one who goes elsewhere: who stays waits for the server, which comes back only after the answer.
    /// </summary>
    private static async Task<(TracedClient Author, TracedClient Reader, ConversationId Room)> PairAsync(Trial trial, Crowd crowd)
    {
        List<(TracedClient Author, TracedClient Reader, ConversationId Room)> pairs = [];
        await trial.UntilAsync(() => (pairs = Pairs(crowd)).Count > 0, Patience, "no two who share a room were connected to different servers");
        return pairs[trial.Chance.Next(pairs.Count)];
    }

    private static List<(TracedClient Author, TracedClient Reader, ConversationId Room)> Pairs(Crowd crowd)
    {
        var there = crowd.Pairs.Where(p => p.Client.IsOnline).ToList();
        return
        [
            .. from author in there
               where !author.Client.Stays
               from reader in there
               where reader.Room == author.Room && reader.Client.Node != author.Client.Node
               select (author.Client, reader.Client, author.Room),
        ];
    }
}
