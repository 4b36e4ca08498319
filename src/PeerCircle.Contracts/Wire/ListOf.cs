using MessagePack;

namespace PeerCircle.Contracts.Wire;

/// <summary>One page of a list. <paramref name="Next"/> is opaque, goes back as <c>?next=</c>, and is absent on the last page.</summary>
public sealed record ListOf<T>(IReadOnlyList<T> Items, string? Next = null);

/// <summary>The answer to a hub call: <c>{ ok: true, value }</c> or <c>{ ok: false, error }</c>.</summary>
[MessagePackObject]
public sealed record Reply<T>(
    [property: Key("ok")] bool Ok,
    [property: Key("value")] T? Value = default,
    [property: Key("error")] ReplyError? Error = null);

/// <summary>The answer to a hub call that has no value.</summary>
[MessagePackObject]
public sealed record Reply(
    [property: Key("ok")] bool Ok,
    [property: Key("error")] ReplyError? Error = null);

/// <summary>Why a hub call was refused. With <paramref name="Retryable"/> the same call may be repeated with the same id.</summary>
[MessagePackObject]
public sealed record ReplyError(
    [property: Key("code")] string Code,
    [property: Key("message")] string Message,
    [property: Key("retryable")] bool Retryable,
    [property: Key("retryAfterMs")] long? RetryAfterMs = null);
