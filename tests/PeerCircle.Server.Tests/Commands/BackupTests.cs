using System.Text.Json;
using PeerCircle.Client;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Commands;

/// <summary>Backing up, restoring and renewing with the server program itself, beside a server that runs.</summary>
[Collection(Processes.Name)]
public sealed class BackupTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _place = new();
    private readonly Uri _url = ServerProcess.FreeUrl();

    private string Store => $"--Storage:Sqlite:Path={_place.File("store.db")}";

    [Fact]
    public async Task Backed_up_under_posting_and_restored_as_another_history()
    {
        var server = await ServerProcess.ServeAsync(_url, Store);
        try
        {
            await using var host = await Peer.JoinAsync(_url, "host", isFirst: true);
            await using var member = await Peer.JoinAsync(_url, "member");
            var (circle, invite, reset) = await CircleAsync(host, member);
            host.Follow(circle.ConversationId);
            using var stop = new CancellationTokenSource();
            var posting = Task.WhenAll(PostAsync(host, circle, stop.Token), PostAsync(member, circle, stop.Token));

            await PostedAsync(30, host, member);
            var certain = Acknowledged(host, member);
            Assert.Equal(0, (await ServerProcess.RunAsync("backup", _place.File("backup.db"), Store)).Code);
            var refused = await ServerProcess.RunAsync("restore", _place.File("backup.db"), Store);
            Assert.Equal(1, refused.Code);
            Assert.Contains("held by another process", refused.Error, StringComparison.Ordinal);
            await PostedAsync(30, host, member);
            await stop.CancelAsync();
            await posting;
            var before = await PageAsync(host, circle);

            Assert.Equal(0, await server.StopAsync());
            var restored = await ServerProcess.RunAsync("restore", _place.File("backup.db"), Store);
            Assert.True(restored.Code == 0, restored.Error);
            await server.DisposeAsync();
            server = await ServerProcess.ServeAsync(_url, Store);

            await Wait.UntilAsync(() => host.Client.Status.Status == ClientStatus.SignedOut && host.Refusal is not null, Patience, () => $"{host.Client.Status}");
            await EndedAsync(member.Client, invite, reset);
            await host.SignInAsync();
            host.Follow(circle.ConversationId);
            await using var fresh = await host.AgainAsync(_url);
            var log = await fresh.HistoryAsync(circle.ConversationId);
            Assert.NotEqual(before.Epoch, (await PageAsync(fresh, circle)).Epoch);
            Assert.True(log.Count < before.Seq, $"{log.Count} of {before.Seq}");
            Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(m => m.Seq));
            Assert.All(certain, m => Assert.Equal(Form(m), Form(log[(int)m.Seq - 1])));
            await Wait.UntilAsync(() => host.View is { IsLoaded: true } view && view.Messages[^1].Seq == log.Count, Patience, () => $"shows up to {host.View?.Last?.Seq} of {log.Count}");
            await ShowsAsync(host, log);
            ServerLog.TellsNothingOf([.. server.Output], [host.Email, member.Email, host.Token, invite.Token]);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Renewing_the_epoch_takes_a_stopped_server_and_ends_what_was_handed_out()
    {
        var server = await ServerProcess.ServeAsync(_url, Store);
        try
        {
            await using var host = await Peer.JoinAsync(_url, "host", isFirst: true);
            await using var member = await Peer.JoinAsync(_url, "member");
            var (circle, invite, reset) = await CircleAsync(host, member);
            await host.PostAsync(circle.ConversationId, "stays");
            var before = await PageAsync(host, circle);
            var refused = await ServerProcess.RunAsync("renew-epoch", Store);
            Assert.Equal(1, refused.Code);
            Assert.Contains("held by another process", refused.Error, StringComparison.Ordinal);

            await server.StopAsync();
            Assert.Equal(0, (await ServerProcess.RunAsync("renew-epoch", Store)).Code);
            await server.DisposeAsync();
            server = await ServerProcess.ServeAsync(_url, Store);

            await EndedAsync(member.Client, invite, reset);
            await using var fresh = await host.AgainAsync(_url);
            var after = await PageAsync(fresh, circle);
            Assert.NotEqual(before.Epoch, after.Epoch);
            Assert.Equal(before.Messages.Select(Form), after.Messages.Select(Form));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose() => _place.Dispose();

    private static string Form(Message message) => JsonSerializer.Serialize(message, WireJson.Tolerant);

    /// <summary>A circle of the two, with an invite and a reset link that work.</summary>
    private static async Task<(CircleFacts Circle, InviteMade Invite, PasswordResetLink Reset)> CircleAsync(Peer host, Peer member)
    {
        var stop = TestContext.Current.CancellationToken;
        var circle = await host.Client.Circles.CreateAsync(new CircleBody("Founders", "To talk"), stop);
        var invite = await host.Client.Circles.InviteAsync(circle.Id, new InviteBody(), stop);
        await member.Client.Circles.AcceptInviteAsync(invite.Token, stop);
        return (circle, invite, await host.Client.Accounts.CreatePasswordResetAsync(member.Id, stop));
    }

    private static async Task PostAsync(Peer peer, CircleFacts circle, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++) await peer.PostAsync(circle.ConversationId, $"{peer.Id} says {n}");
    }

    private static Task PostedAsync(int more, params Peer[] peers)
    {
        var before = Acknowledged(peers).Count;
        return Wait.UntilAsync(() => peers.Sum(p => p.Acknowledged.Count) >= before + more, Patience, () => "nobody posts");
    }

    private static List<Message> Acknowledged(params Peer[] peers) => [.. peers.SelectMany(p => p.Acknowledged.Values)];

    private static Task<MessagePage> PageAsync(Peer peer, CircleFacts circle) => peer.Client.Conversations.PageAsync(circle.ConversationId, new(), TestContext.Current.CancellationToken);

    /// <summary>Who was let in by a session, an invite or a reset link is not any more.</summary>
    private static async Task EndedAsync(PeerCircleClient client, InviteMade invite, PasswordResetLink reset)
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal(ErrorCodes.AuthRequired, (await Assert.ThrowsAsync<PeerCircleException>(() => client.Accounts.MeAsync(stop))).Code);
        var gone = await Assert.ThrowsAsync<PeerCircleException>(() => client.Circles.ReadInviteAsync(invite.Token, stop));
        Assert.Contains(gone.Code, (string[])[ErrorCodes.InviteGone, ErrorCodes.NotFound]);
        var token = reset.Url[(reset.Url.LastIndexOf('/') + 1)..];
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<PeerCircleException>(() => client.Accounts.ResetPasswordAsync(token, "another plain river", stop))).Code);
    }

    /// <summary>Nothing of the history that was given up is left in a client that had it.</summary>
    private static async Task ShowsAsync(Peer peer, List<Message> log)
    {
        while (peer.View is { MoreBefore: true, Messages: [{ } first, ..] } view)
        {
            await peer.Client.Conversation(view.Id).LoadOlderAsync(TestContext.Current.CancellationToken);
            await Wait.UntilAsync(() => peer.View?.Messages[0].Seq < first.Seq || peer.View is { MoreBefore: false }, Patience, () => "older messages did not come");
        }
        Assert.Equal(log.ConvertAll(Form), peer.View!.Messages.Select(Form));
    }
}
