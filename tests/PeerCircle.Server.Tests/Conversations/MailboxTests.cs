using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Conversations.Mailboxes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>What is kept for a reader that takes nothing, and what comes of it when they read again.</summary>
public sealed class MailboxTests : IDisposable
{
    private const char End = '\u001e';

    /// <summary>More than the pipe takes before it is full.</summary>
    private const int Stopper = 70_000;

    private static readonly ConversationId Busy = new(Guid.CreateVersion7());
    private static readonly ConversationId Quiet = new(Guid.CreateVersion7());

    private readonly Pipe _out = new();
    private readonly MailboxSpace _space = new(() => []);
    private readonly Mailbox _mailbox;

    public MailboxTests()
    {
        var connection = new HubConnectionContext(new DefaultConnectionContext("one", new Duplex(new Pipe().Reader, _out.Writer), new Duplex(_out.Reader, new Pipe().Writer)), new HubConnectionContextOptions(), NullLoggerFactory.Instance)
        {
            Protocol = new JsonHubProtocol(Options.Create(Json())),
        };
        _mailbox = new Mailbox(connection, _space, TimeProvider.System);
    }

    [Fact]
    public async Task Everything_comes_in_order_to_who_reads_late()
    {
        for (var rev = 1; rev <= 200; rev++) Change(rev % 2 == 0 ? Busy : Quiet, rev, 1_000);
        Assert.InRange(_mailbox.Bytes, 1, Mailbox.MostBytes);
        var pushes = await ReadAsync(200);
        Assert.Equal(Enumerable.Range(1, 200), pushes.Select(p => (int)p.Push!.Number("to")!));
        Assert.Equal(0, _mailbox.Bytes);
        Change(Busy, 201, 10);
        Assert.Equal(201, Assert.Single(await ReadAsync(1)).Push!.Number("to"));
    }

    [Fact]
    public async Task Of_what_does_not_fit_the_busy_conversation_is_dropped_for_one_word_that_it_is_behind()
    {
        Change(Busy, 1, Stopper);
        Change(Quiet, 1, 10);
        for (var rev = 2; rev <= 300; rev++)
        {
            Change(Busy, rev, 20_000);
            Assert.InRange(_mailbox.Bytes, 0, Mailbox.MostBytes);
        }
        Change(Quiet, 2, 10);
        var pushes = await ReadAsync(4);
        Assert.Equal(["Changes", "Behind", "Changes", "Changes"], pushes.Select(p => p.Method));
        Assert.Equal((Busy.ToString(), 300), (pushes[1].Push!.Text("conversationId"), pushes[1].Push!.Number("rev")));
        Assert.Equal([1, 2], pushes[2..].Select(p => { Assert.Equal(Quiet.ToString(), p.Push!.Text("conversationId")); return p.Push!.Number("to"); }).OfType<long>());

        // From here on it is told what happens again.
        Change(Busy, 301, 10);
        Assert.Equal(301, Assert.Single(await ReadAsync(1)).Push!.Number("to"));
    }

    [Fact]
    public async Task The_number_of_what_waits_is_bounded_too()
    {
        Change(Busy, 1, Stopper);
        for (var rev = 2; rev <= 1_000; rev++) Change(Busy, rev, 1);
        var pushes = await ReadAsync(2);
        Assert.Equal(["Changes", "Behind"], pushes.Select(p => p.Method));
        Assert.Equal(1_000, pushes[1].Push!.Number("rev"));
    }

    [Fact]
    public async Task What_no_sync_brings_back_asks_to_start_over()
    {
        Change(Busy, 1, Stopper);
        for (var n = 0; n < 300; n++) _mailbox.Send(Frame.Of("Reacted", [new Reacted(Busy, new MessageId(Guid.CreateVersion7()), "🎉", true, n)]));
        var pushes = await ReadAsync(Mailbox.MostFrames + 2);
        Assert.Equal("Resync", pushes[1].Method);
        Assert.All(pushes[2..], p => Assert.Equal("Reacted", p.Method));
    }

    [Fact]
    public async Task Typing_is_dropped_first_and_missed_by_nobody()
    {
        Change(Busy, 1, Stopper);
        for (var rev = 2; rev <= 100; rev++)
        {
            _mailbox.Send(Frame.Of("Typing", new TypingNotice(Busy, new MemberId(Guid.CreateVersion7()))));
            Change(Busy, rev, 1);
        }
        var pushes = await ReadAsync(100 + (Mailbox.MostBeforeFleeting / 2));
        Assert.Equal(Mailbox.MostBeforeFleeting / 2, pushes.Count(p => p.Method == "Typing"));
        Assert.Equal(100, pushes.Count(p => p.Method == "Changes"));
        await NothingMoreAsync();
    }

    [Fact]
    public async Task The_end_of_the_session_comes_before_all_that_waits_and_nothing_after_it()
    {
        Change(Busy, 1, Stopper);
        for (var rev = 2; rev <= 300; rev++) Change(Busy, rev, 10_000);
        _mailbox.Send(Frame.Of("SessionEnded", new SessionEnded(SessionEndReason.PasswordChanged)));
        Change(Quiet, 1, 1);
        var pushes = await ReadAsync(2);
        Assert.Equal(["Changes", "SessionEnded"], pushes.Select(p => p.Method));
    }

    [Fact]
    public async Task Several_words_to_start_over_are_one()
    {
        Change(Busy, 1, Stopper);
        for (var n = 0; n < 3; n++) _mailbox.Send(Frame.Of("Resync", new Resync()));
        Assert.Equal(["Changes", "Resync"], (await ReadAsync(2)).Select(p => p.Method));
        _mailbox.Send(Frame.Of("Resync", new Resync()));
        await NothingMoreAsync();
    }

    [Fact]
    public async Task Who_has_to_make_space_is_behind_in_everything()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        Change(Quiet, 7, 100);
        _mailbox.GiveUp();
        Assert.Equal(0, _mailbox.Bytes);
        Change(Quiet, 8, 100);
        var pushes = (await ReadAsync(3))[1..];
        Assert.All(pushes, p => Assert.Equal("Behind", p.Method));
        Assert.Equivalent(new[] { (Busy.ToString(), 2L), (Quiet.ToString(), 8L) }, pushes.Select(p => (p.Push!.Text("conversationId"), p.Push!.Number("rev"))));
    }

    [Fact]
    public async Task Nothing_of_a_conversation_that_one_is_no_longer_in_comes_after_all()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        Change(Quiet, 1, 100);
        _mailbox.Send(Frame.Of(new SerializedHubMessage(new InvocationMessage("Changes", ["of some conversation or other"]))));
        _mailbox.Withdraw(HubGroups.Of(Busy));
        var pushes = (await ReadAsync(3))[1..];
        Assert.Equal(["Resync", "Changes"], pushes.Select(p => p.Method));
        Assert.Equal(Quiet.ToString(), pushes[1].Push!.Text("conversationId"));
        await NothingMoreAsync();
    }

    [Fact]
    public async Task One_is_not_told_to_be_behind_in_a_conversation_that_one_is_no_longer_in()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        _mailbox.GiveUp();
        _mailbox.Withdraw(HubGroups.Of(Busy));
        await ReadAsync(1);
        await NothingMoreAsync();
    }

    [Fact]
    public void A_closed_one_keeps_nothing()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        _mailbox.Close();
        Change(Busy, 3, 100);
        Assert.Equal(0, _mailbox.Bytes);
    }

    public void Dispose()
    {
        _mailbox.Close();
        Assert.Equal(0, _space.Bytes);
        _out.Reader.Complete();
        _out.Writer.Complete();
    }

    private static JsonHubProtocolOptions Json()
    {
        var options = new JsonHubProtocolOptions();
        WireJson.ConfigureStrict(options.PayloadSerializerOptions);
        return options;
    }

    private void Change(ConversationId conversation, long rev, int characters) =>
        _mailbox.Send(Frame.Of("Changes", [new Changes(conversation, new string('e', characters), rev - 1, rev, [])]));

    private async Task<List<(string Method, JsonNode? Push)>> ReadAsync(int count)
    {
        var read = new List<(string, JsonNode?)>();
        var text = new StringBuilder();
        while (read.Count < count)
        {
            var result = await _out.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Pushes.Deadline);
            foreach (var segment in result.Buffer) text.Append(Encoding.UTF8.GetString(segment.Span));
            _out.Reader.AdvanceTo(result.Buffer.End);
            for (var end = text.ToString().IndexOf(End); end >= 0; end = text.ToString().IndexOf(End))
            {
                var frame = JsonNode.Parse(text.ToString(0, end))!;
                text.Remove(0, end + 1);
                read.Add((frame.Text("target")!, frame["arguments"]![0]));
            }
        }
        Assert.Equal(count, read.Count);
        return read;
    }

    private async Task NothingMoreAsync()
    {
        Change(Quiet, 99, 1);
        Assert.Equal(99, Assert.Single(await ReadAsync(1)).Push!.Number("to"));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
