using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Tests.Conversations.Model;

/// <summary>
/// The server's model, the reducer, and the way between them: what is asked for is answered later, and delivered later still, in
/// any order; pushes come in any split, order and number, or not at all.
/// </summary>
internal sealed class Party
{
    private readonly List<Asked> _requests = [];
    private readonly List<Delivery> _deliveries = [];
    private bool _syncUnderWay, _syncAgain, _newestUnderWay, _newestAgain;

    public LogModel Server { get; } = new();

    public ClientState State { get; private set; } = new(LogModel.Me, Online: true);

    public ConversationState? C => State.Find(LogModel.Conversation);

    public void Run(IEnumerable<Act> acts)
    {
        Take(new Opened(LogModel.Conversation, true));
        foreach (var act in acts) Do(act);
    }

    /// <summary>Everything answered and delivered, posts sent; then a new connection, with its <c>Sync</c> and list. No push any more.</summary>
    public void Settle()
    {
        Reconnect();
        Rest();
        Reconnect();
        Rest();
        foreach (var reacted in Server.Present.Reacted) Take(new ReactedTo(reacted));
    }

    private void Reconnect()
    {
        GoOffline();
        Take(new Opened(LogModel.Conversation, true));
        Take(new WentOnline(true));
    }

    private void Rest()
    {
        for (var rounds = 0; _requests.Count + _deliveries.Count > 0; rounds++)
        {
            Assert.True(rounds < 1_000, "It never comes to rest.");
            Answer(0);
            Deliver(0);
        }
    }

    private void Do(Act act)
    {
        switch (act.What)
        {
            case What.Post: Server.Post(Server.NextId(), LogModel.Member(1 + (act.A % 2)), $"{act.A}"); break;
            case What.Reply: OnMessage(act, m => { if (m.ParentId is null) Server.Post(Server.NextId(), LogModel.Member(1), "reply", m); }); break;
            case What.Edit: OnMessage(act, Server.Edit); break;
            case What.Delete: OnMessage(act, Server.Delete); break;
            case What.React: OnMessage(act, m => Server.React(m, mine: false, act.B)); break;
            case What.MyReact: OnMessage(act, m => Server.React(m, mine: true, act.B)); break;
            case What.Restore: Restore(act); break;
            case What.Push: Push(act); break;
            case What.Reacted: if (Server.Present.Reacted is { Count: > 0 } all) Take(new ReactedTo(all[act.A % all.Count])); break;
            case What.Facts: Take(new FactsTold(Server.Facts())); break;
            case What.Answer: Answer(act.A); break;
            case What.Deliver: Deliver(act.A); break;
            case What.Older: if (C is { Loaded: { } older, MoreBefore: true }) Ask(new PageRequest(Before: older.First)); break;
            case What.Newer: if (C is { Loaded: { } newer, MoreAfter: true }) Ask(new PageRequest(After: newer.Last)); break;
            case What.Around: if (C?.Loaded is not null && Server.Now.Seq > 0) Ask(new PageRequest(Around: 1 + (act.A % Server.Now.Seq))); break;
            case What.Thread: if (C?.Loaded is not null) OnMessage(act, m => Ask(new PageRequest(ParentId: m.Id))); break;
            case What.Trim: Trim(act); break;
            case What.Read: Read(act); break;
            case What.Close: Take(new Opened(LogModel.Conversation, false)); break;
            case What.Open: Take(new Opened(LogModel.Conversation, true)); break;
            case What.Offline: GoOffline(); break;
            case What.Online: if (!State.Online) Take(new WentOnline(true)); break;
            case What.MyPost: Take(new Posted(LogModel.Conversation, Server.NextId(), $"mine {act.A}")); break;
            case What.Behind: Take(new FellBehind(LogModel.Conversation, Server.Now.Rev)); break;
            default: throw new InvalidOperationException($"Unknown act {act}.");
        }
    }

    private void OnMessage(Act act, Action<Message> change)
    {
        var living = Server.Now.Messages.Values.Where(m => m.DeletedAt is null).ToList();
        if (living.Count > 0) change(living[act.A % living.Count]);
    }

    /// <summary>Any range of any history, as it was at its end: late, twice, overlapping, out of order.</summary>
    private void Push(Act act)
    {
        if (!State.Online) return;
        var history = act.B % 7 == 6 ? Server.Histories[act.A % Server.Histories.Count] : Server.Present;
        if (history.Moments.Count < 2) return;
        var to = 1 + (act.A % (history.Moments.Count - 1));
        var from = Math.Max(0, to - 1 - (act.B % 3));
        Take(new Pushed(LogModel.Push(history, history.Moments[from], history.Moments[to])));
    }

    /// <summary>
    /// No server holds the store during a restore, so no connection outlives it. Receipts name no epoch: one that comes before
    /// anything else of the conversation is told about cannot be told from one of the history before, and is left out here.
    /// </summary>
    private void Restore(Act act)
    {
        if (C is { Epoch: null, Messages.IsEmpty: false }) return;
        GoOffline();
        Server.Restore(act.A);
    }

    /// <summary>A driver keeps at least one message of what is loaded.</summary>
    private void Trim(Act act)
    {
        if (C?.Loaded is not { } loaded || loaded.Last < loaded.First) return;
        var first = loaded.First + (act.A % (loaded.Last - loaded.First + 1));
        Take(new Trimmed(LogModel.Conversation, first, loaded.Last - (act.B % (loaded.Last - first + 1))));
    }

    private void Read(Act act)
    {
        if (C is not { Seq: > 0 } c) return;
        var seq = 1 + (act.A % c.Seq);
        Server.MarkRead(seq);
        Take(new ReadTo(LogModel.Conversation, seq));
    }

    private void GoOffline()
    {
        _deliveries.RemoveAll(d => d.OverLink);
        _requests.RemoveAll(r => r.OverLink);
        (_syncUnderWay, _syncAgain) = (false, false);
        Take(new WentOnline(false));
    }

    private void Answer(int which)
    {
        if (_requests.Count == 0) return;
        var request = _requests[which % _requests.Count];
        _requests.Remove(request);
        _deliveries.Add(request.Answer());
    }

    private void Deliver(int which)
    {
        if (_deliveries.Count == 0) return;
        var delivery = _deliveries[which % _deliveries.Count];
        _deliveries.Remove(delivery);
        if (delivery.Step is SyncCame) _syncUnderWay = false;
        if (delivery.Step is PageCame { Asked: var asked } && asked == new PageRequest()) _newestUnderWay = false;
        Take(delivery.Step, delivery.Page);
        if (_syncAgain && !_syncUnderWay) AskSync();
        if (_newestAgain && !_newestUnderWay) AskNewest();
    }

    private void Take(Step step, PageRequest? page = null)
    {
        var outcome = Reducer.Reduce(State, step);
        State = outcome.State;
        var again = step is PageCame came ? came.Asked.Again(came.Page) : page;
        foreach (var want in outcome.Wants) Perform(want, again);
    }

    private void Perform(Want want, PageRequest? page)
    {
        switch (want.Kind)
        {
            case WantKind.Page: AskNewest(); break;
            case WantKind.Sync: AskSync(); break;
            case WantKind.Gap: Take(new GapElapsed(LogModel.Conversation)); break;
            case WantKind.Facts: Request(() => new FactsTold(Server.Facts())); break;
            case WantKind.List: Request(() => new Listed([Server.Facts()])); break;
            case WantKind.Again: Ask(page!); break;
            case WantKind.Complete: Complete(want.After, page!); break;
            case WantKind.Send: Send(C!.Outbox.Find(r => r.Id == want.Message)!); break;
            default: throw new InvalidOperationException($"Unexpected {want}.");
        }
    }

    private void Ask(PageRequest asked)
    {
        if (C is not { } c) return;
        var (history, head) = (Server.Present, Server.Now);
        var wanted = new PageAsked(asked.Before, asked.After, asked.Around, asked.ParentId);
        Request(
            () => new PageCame(LogModel.Conversation, Server.Present == history ? LogModel.Page(history, head, history.Now, wanted) : LogModel.Page(Server.Present, Server.Now, Server.Now, wanted), asked, c.Generation),
            asked);
    }

    /// <summary>One at a time, and only where none has come, as with every driver; asked for meanwhile, once more after.</summary>
    private void AskNewest()
    {
        _newestAgain = _newestUnderWay;
        if (_newestUnderWay || C?.Cursor is not null) return;
        _newestUnderWay = true;
        Ask(new PageRequest());
    }

    private void Complete(long after, PageRequest page)
    {
        var c = C!;
        Request(() => new CompletionCame(Server.Changes(after, c.Epoch), after, c.Generation), page);
    }

    /// <summary>Likewise.</summary>
    private void AskSync()
    {
        _syncAgain = _syncUnderWay;
        if (_syncUnderWay || !State.Online || C is not { Cursor: { } cursor } c) return;
        _syncUnderWay = true;
        Request(() => new SyncCame(Server.Changes(cursor, c.Epoch), cursor, c.Generation), overLink: true);
    }

    private void Send(OutboxRow row)
    {
        var parent = Server.Now.Messages.Values.FirstOrDefault(m => m.Id == row.ParentId);
        Request(() => new ReceiptCame(LogModel.Conversation, Server.Post(row.Id, LogModel.Me, row.Text, parent)), overLink: true);
    }

    private void Request(Func<Step> answer, PageRequest? page = null, bool overLink = false) => _requests.Add(new Asked(answer, page, overLink));

    /// <summary>A step on its way, with the page request it belongs to; lost with the connection if it travels over it.</summary>
    private sealed record Delivery(Step Step, PageRequest? Page, bool OverLink);

    private sealed record Asked(Func<Step> Answering, PageRequest? Page, bool OverLink)
    {
        public Delivery Answer() => new(Answering(), Page, OverLink);
    }
}
