using System.Text.Json.Nodes;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>A conversation that bad input is aimed at, with one who watches it on a connection of their own.</summary>
public sealed class BadScene : IAsyncLifetime
{
    public ChatServer Server { get; } = new();

    public Person Ada { get; private set; } = new(default, "", "");

    public Person Grace { get; private set; } = new(default, "", "");

    public ConversationId Conversation { get; private set; }

    /// <summary>One in which Ada does not take part, with a message.</summary>
    public ConversationId Foreign { get; private set; }

    public MessageId ForeignMessage { get; private set; }

    /// <summary>Ada's own message.</summary>
    public MessageId Own { get; private set; }

    public MessageId Graces { get; private set; }

    public MessageId Reply { get; private set; }

    public MessageId Deleted { get; private set; }

    private HubClient? Watcher { get; set; }

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        Ada = await Server.AddAsync("Ada");
        Grace = await Server.AddAsync("Grace");
        Conversation = await Server.CircleAsync(Grace, Ada);
        Foreign = await Server.CircleAsync(Grace);
        Watcher = await Server.ConnectAsync(Grace, Wire.Pack);
        await using var ada = await Server.ConnectAsync(Ada);
        Own = (await ada.PostAsync(Conversation, "own")).Id;
        Graces = (await Watcher.PostAsync(Conversation, "hers")).Id;
        Reply = (await ada.PostAsync(Conversation, "reply", parent: Graces)).Id;
        Deleted = (await ada.PostAsync(Conversation, "gone")).Id;
        await ada.DeleteAsync(Conversation, Deleted);
        ForeignMessage = (await Watcher.PostAsync(Foreign, "foreign")).Id;
    }

    /// <summary>The text with the ids of this scene in place of their names.</summary>
    public string Fill(string text) => text
        .Replace("{conversation}", Conversation.ToString(), StringComparison.Ordinal)
        .Replace("{foreign}", Foreign.ToString(), StringComparison.Ordinal)
        .Replace("{foreignMessage}", ForeignMessage.ToString(), StringComparison.Ordinal)
        .Replace("{own}", Own.ToString(), StringComparison.Ordinal)
        .Replace("{hers}", Graces.ToString(), StringComparison.Ordinal)
        .Replace("{reply}", Reply.ToString(), StringComparison.Ordinal)
        .Replace("{deleted}", Deleted.ToString(), StringComparison.Ordinal)
        .Replace("{new}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
        .Replace("{v4}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        .Replace("{nil}", Guid.Empty.ToString(), StringComparison.Ordinal);

    /// <summary>Runs what is bad, and holds afterwards that nothing was stored and that others are served as before.</summary>
    public async Task HoldsAsync(Func<Task> bad)
    {
        var before = (await Server.HeadAsync(Conversation), await Server.HeadAsync(Foreign));
        await bad();
        Assert.Equal(before, (await Server.HeadAsync(Conversation), await Server.HeadAsync(Foreign)));
        var watcher = Watcher ?? throw new InvalidOperationException("Not begun.");
        Assert.True((await watcher.CallAsync("Sync", new { cursors = Array.Empty<object>() })).Ok);
        Assert.Equal("ok", await HealthAsync());
    }

    /// <summary>What became of a call: a code, an invocation error, or a connection that was closed.</summary>
    public static string Verdict(JsonNode? completion) => completion switch
    {
        null => "closed",
        _ when completion["error"] is not null => "invocation error",
        _ when completion["result"]?["ok"]?.GetValue<bool>() == true => "ok",
        _ => completion["result"]?["error"]?["code"]?.GetValue<string>() ?? completion.ToJsonString(),
    };

    public async ValueTask DisposeAsync()
    {
        if (Watcher is not null) await Watcher.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task<string> HealthAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"{Server.Url}/health/ready"), TestContext.Current.CancellationToken);
    }
}

/// <summary>Classes that aim at one server.</summary>
[CollectionDefinition(nameof(Bad))]
public sealed class Bad : ICollectionFixture<BadScene>;
