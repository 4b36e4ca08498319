using System.Runtime.CompilerServices;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Reads a conversation message by message: from what is held where it is, else page by page.</summary>
internal sealed class MessageReader(Session session, ConversationId id)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private string? _epoch;

    public async IAsyncEnumerable<Message> ReadAsync(long afterSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var open = session.Openings.Open(id);
        var seq = afterSeq + 1;
        while (true)
        {
            var change = session.Driver.Keeper.ChangeOf(id).Next;
            var state = session.Present(id);
            Check(state.Epoch);
            if (Held(state, seq) is { } held)
            {
                // What a receipt made lacks what the server adds; the server's own state is on its way.
                if (held.Provisional) await change.WaitAsync(cancellation).ConfigureAwait(false);
                else yield return held.State;
                if (!held.Provisional) seq++;
                continue;
            }

            if (state.Seq < seq)
            {
                await change.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            var first = seq;
            foreach (var message in await FetchAsync(seq, cancellation).ConfigureAwait(false))
            {
                if (message.Seq != seq) break;
                seq++;
                yield return Newest(message);
            }

            if (seq == first) await Task.WhenAny(change, Task.Delay(Patience, session.Time, cancellation)).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Message>> FetchAsync(long seq, CancellationToken cancellation)
    {
        var asked = new PageRequest(After: seq - 1, Limit: 100);
        var page = await session.Driver.AskAsync(ct => session.Api.PageAsync(id, asked, ct), cancellation).ConfigureAwait(false);
        Check(page.Epoch);
        return page.Messages;
    }

    private Message Newest(Message message)
    {
        var state = session.Present(id);
        Check(state.Epoch);
        return Held(state, message.Seq) is { Provisional: false } held && held.State.Rev > message.Rev ? held.State : message;
    }

    private static HeldMessage? Held(ConversationState state, long seq) => state.BySeq.TryGetValue(seq, out var message) ? state.Messages[message] : null;

    private void Check(string? epoch)
    {
        if (epoch is null) return;
        _epoch ??= epoch;
        if (epoch != _epoch) throw new PeerCircleException(PeerCircleException.HistoryChanged, "The server was restored to another history; begin again where that makes sense.");
    }
}
