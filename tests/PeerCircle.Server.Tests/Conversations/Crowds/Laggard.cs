using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Conversations.Mailboxes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>A member who reads too slowly, what of theirs waits on the server meanwhile, and how they get the rest.</summary>
internal sealed class Laggard : IDisposable
{
    private readonly Room _room;
    private readonly Person _person;
    private readonly SlowReader _reader;
    private readonly LiveConnection _connection;
    private Task _reading = Task.CompletedTask;

    private Laggard(Room room, Person person, SlowReader reader)
    {
        (_room, _person, _reader) = (room, person, reader);
        _connection = Assert.Single(room.Server.Services.GetRequiredService<LiveConnections>().Of(person.Id));
    }

    /// <summary>Up to where everything was pushed.</summary>
    public long Reached { get; private set; } = -1;

    /// <summary>The last rev that they were told to be behind of.</summary>
    public long? Behind { get; private set; }

    /// <summary>The highest rev they heard of, be it by what was pushed or by being told that they are behind.</summary>
    public long Told { get; private set; } = -1;

    public bool IsConnected => _room.Server.Services.GetRequiredService<LiveConnections>().Find(_connection.Id) is not null;

    /// <summary>Bytes that wait in their mailbox.</summary>
    public long Waiting => _room.Server.Services.GetRequiredService<MailboxLifetimeManager>().Find(_connection.Id)?.Bytes ?? 0;

    /// <summary>With 0, reads nothing at all until told to.</summary>
    public static async Task<Laggard> ConnectAsync(Room room, Person person, int bytesPerSecond)
    {
        var laggard = new Laggard(room, person, await SlowReader.ConnectAsync(room.Server, person));
        if (bytesPerSecond == 0) return laggard;
        laggard._reader.SlowDown(bytesPerSecond);
        laggard.Read();
        return laggard;
    }

    /// <summary>From now on reads as fast as can be.</summary>
    public void Hurry()
    {
        _reader.SlowDown(int.MaxValue);
        if (_reading.IsCompleted) Read();
    }

    /// <summary>Asks for what was missed since what was pushed without a gap, in as many answers as it takes; answers up to where.</summary>
    public async Task<long> CatchUpAsync()
    {
        for (var after = Math.Max(0, Reached); ;)
        {
            var page = await _room.Server.GetAsync(_person, $"/api/v1/conversations/{_room.Conversation}/changes?after={after}&limit=500");
            Assert.Equal(Enumerable.Range(1, page["messages"]!.AsArray().Count).Select(n => after + n), page["messages"]!.AsArray().Select(m => m!.Number("rev")!.Value));
            after = page.Number("to")!.Value;
            if (page["complete"]!.GetValue<bool>()) return page["reset"]!.GetValue<bool>() ? throw new InvalidOperationException("Too much to catch up with.") : after;
        }
    }

    public void Dispose() => _reader.Dispose();

    private void Read() => _reading = ReadAsync();

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var (method, push) = await _reader.ReadAsync();
                if (method is "Behind" or "Changes") Told = Math.Max(Told, push.Number(method == "Behind" ? "rev" : "to")!.Value);
                if (method == "Behind") Behind = push.Number("rev");
                else if (method == "Changes" && (Reached < 0 || push.Number("from") <= Reached)) Reached = push.Number("to")!.Value;
            }
        }
        catch (Exception closed) when (closed is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The server closed it, or the test is over.
        }
    }
}
