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
            var (author, reader, room) = Pair(trial, crowd);
            var node = trial.Cluster.Nodes[author.Node];
            var deed = new Deed(Act.Post, room, MessageId.From(Guid.CreateVersion7())) { Text = $"{author.Name} does not hear of it {round}" };
            trial.History.AddFault($"nothing comes from server {node.Number} to its clients");
            node.Clients.Stall(toServer: false);
            var answer = author.DoAsync(deed, trial.Cancellation);
            await trial.UntilAsync(() => reader.Look(room, s => s.Find(deed.Message)) is not null, Patience, $"{deed.Message} was not shown at another server");
            await trial.HoldsAsync(!answer.IsCompleted, "the author was told, though nothing came from the server");
            await trial.BreakAsync($"kill server {node.Number}", node.KillAsync);
            node.Clients.Mend();
            var told = await answer;
            var shown = trial.History.Entries.First(e => e.Items?.Any(i => i.Id == deed.Message) is true).Items?.First(i => i.Id == deed.Message);
            await trial.HoldsAsync((told.Rev, told.Seq) == (shown?.Rev, shown?.Seq), $"shown as ({shown?.Rev}, {shown?.Seq}), acknowledged elsewhere as ({told.Rev}, {told.Seq})");
            await node.StartAsync();
        }
    }

    /// <summary>Two who share a room and are at different servers, by the seed.</summary>
    private static (TracedClient Author, TracedClient Reader, ConversationId Room) Pair(Trial trial, Crowd crowd)
    {
        var pairs = crowd.Pairs.Where(p => p.Client.IsOnline).ToList();
        var author = pairs[trial.Chance.Next(pairs.Count)];
        var readers = pairs.Where(p => p.Room == author.Room && p.Client.Node != author.Client.Node).ToList();
        return readers.Count > 0 ? (author.Client, readers[trial.Chance.Next(readers.Count)].Client, author.Room) : Pair(trial, crowd);
    }
}
