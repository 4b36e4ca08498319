using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>One who stops reading, among others who go on.</summary>
public sealed class SlowReaderTests
{
    /// <summary>More than all that stands between the server and a reader: the system's buffers, the pipe, the mailbox.</summary>
    private const int Messages = 400;

    /// <summary>Quickly, since a reader that takes nothing is not waited for very long.</summary>
    private const int AtOnce = 40;

    private static readonly string Text = new('x', 7_000);

    [Fact]
    public async Task Holds_up_nobody_and_is_told_what_to_ask_for_when_they_read_again()
    {
        await using var server = await ChatServer.StartAsync();
        var people = await server.AddAsync("Ada", "Grace", "Hedy");
        var conversation = await server.CircleAsync(people);
        await using var ada = await server.ConnectAsync(people[0]);
        await using var grace = await server.ConnectAsync(people[1]);
        using var hedy = await SlowReader.ConnectAsync(server, people[2]);

        for (var n = 0; n < Messages; n += AtOnce)
        {
            // Who reads is given the time to: what waits for them at once is no more than these.
            foreach (var posted in await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => ada.PostAsync(conversation, Text)))) await grace.MessageAsync(conversation, posted.Id);
        }
        var last = await ada.PostAsync(conversation, "the last");
        await grace.MessageAsync(conversation, last.Id);
        Assert.Equal(last.Rev, grace.Pushes.Named("Changes").Max(p => p.Number("to")));
        Assert.Empty(grace.Pushes.Named("Behind"));

        long reached = 0;
        while (true)
        {
            var (method, push) = await hedy.ReadAsync();
            if (method == "Changes")
            {
                Assert.Equal(reached, push.Number("from"));
                reached = push.Number("to")!.Value;
            }
            if (method != "Behind") continue;
            Assert.Equal(last.Rev, push.Number("rev"));
            break;
        }
        Assert.InRange(reached, 1, last.Rev - 1);
        var missed = await server.GetAsync(people[2], $"/api/v1/conversations/{conversation}/changes?after={reached}&limit=1");
        Assert.Equal(reached + 1, missed["messages"]![0]!.Number("rev"));

        // From here on everything comes again.
        var fence = await ada.PostAsync(conversation, "and on");
        Assert.Equal(fence.Rev, (await hedy.ReadAsync()).Push.Number("to"));
    }
}
