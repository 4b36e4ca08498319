using System.Net;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

public sealed class ConnectionTests
{
    private const string SignedOutProblem = """{ "code": "auth.required", "detail": "Sign in.", "traceId": "t" }""";

    [Fact]
    public async Task The_first_attempt_too_is_repeated_with_growing_waits()
    {
        await using var scene = new Scene();
        scene.Hub.Failing = 3;
        var connecting = scene.Client.ConnectAsync(Scene.Cancellation);
        for (var failures = 0; failures < 3; failures++) await scene.Clock.PassAsync(Scene.Backoff(failures));
        await connecting.Within();
        Assert.Equal(ClientStatus.Online, scene.Client.Status.Status);
        Assert.Equal(4, scene.Hub.Attempts);
    }

    [Fact(Timeout = 20_000)]
    public async Task Disposing_during_an_attempt_that_fails_says_nothing_of_it()
    {
        await using var scene = new Scene();
        scene.Hub.FailsWhileDisposed = true;
        var connecting = scene.Client.ConnectAsync(Scene.Cancellation);
        while (scene.Hub.Attempts == 0) await Task.Delay(1, TestContext.Current.CancellationToken);
        await scene.Client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => connecting.Within());
    }

    [Fact]
    public async Task A_failed_handshake_ends_the_trying_only_when_the_session_is_over()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        scene.Hub.Failing = 2;
        await link.DisposeAsync();
        await scene.Clock.PassAsync(Scene.Backoff(0));
        await scene.Clock.WaitedForAsync(Scene.Backoff(1));
        Assert.Equal(ClientStatus.Offline, scene.Client.Status.Status);

        scene.Http.Refuse("me", HttpStatusCode.Unauthorized, SignedOutProblem);
        scene.Clock.Advance(Scene.Backoff(1));
        await scene.IsAsync(ClientStatus.SignedOut).Within();
        var refused = await Assert.ThrowsAsync<PeerCircleException>(() => scene.Conversation.PostAsync("late", Scene.Cancellation).Within());
        Assert.Equal(ErrorCodes.AuthRequired, refused.Code);
    }

    [Fact]
    public async Task Without_a_session_connecting_is_refused_and_works_after_signing_in()
    {
        await using var scene = new Scene();
        scene.Http.Refuse("me", HttpStatusCode.Unauthorized, SignedOutProblem);
        var refused = await Assert.ThrowsAsync<PeerCircleException>(() => scene.Client.ConnectAsync(Scene.Cancellation).Within());
        Assert.Equal(ErrorCodes.AuthRequired, refused.Code);
        Assert.Equal(0, scene.Hub.Attempts);

        scene.Http.On("me", () => new Contracts.Accounts.MemberFacts { Id = Scene.Me, DisplayName = "Ana", Role = default, CreatedAt = default });
        await scene.ConnectAsync();
    }

    [Fact]
    public async Task An_ended_session_is_not_tried_again()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        link.Push(new SessionEnded(SessionEndReason.PasswordChanged));
        await scene.IsAsync(ClientStatus.SignedOut).Within();
        Assert.Equal(SessionEndReason.PasswordChanged, scene.Client.Status.Reason);
        Assert.Equal(1, scene.Hub.Attempts);
    }

    [Fact]
    public async Task One_connection_too_many_is_made_again_after_a_minute()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        link.Push(new SessionEnded(SessionEndReason.TooManyConnections));
        await scene.Clock.PassAsync(TimeSpan.FromSeconds(60));
        await scene.Hub.NextAsync();
        await scene.IsAsync(ClientStatus.Online).Within();
    }

    [Fact]
    public async Task A_draining_server_is_left_when_it_says()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        link.Push(new Draining(4_000));
        await scene.Clock.PassAsync(TimeSpan.FromSeconds(4));
        await link.Closed.Within();
        await scene.Clock.PassAsync(Scene.Backoff(0));
        await scene.Hub.NextAsync();
    }

    [Fact]
    public async Task Resync_repeats_the_connect_steps()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        await using var lists = scene.Client.WatchConversationsAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        while (await lists.MoveNextAsync().Within() && lists.Current.Count == 0) { }
        scene.Add("while nobody told");
        link.Push(new Resync());
        while (await lists.MoveNextAsync().Within() && lists.Current[0].Seq == 0) { }
        Assert.Equal(1, lists.Current[0].Rev);
    }
}
