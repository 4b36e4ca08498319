using System.Diagnostics.CodeAnalysis;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations;

/// <summary>Finds what neither protocol can tell while it binds a request: nothing in place of an argument, or of an item in a list.</summary>
internal static class HubRequests
{
#pragma warning disable CS8777 // A missing call is refused, and whoever asks stops there.
    public static Refusal? Malformed([NotNull] object? call) => call is null ? Refusal.Malformed("The argument is missing.") : null;

    public static Refusal? Malformed([NotNull] SyncCall? call) =>
        Malformed((object?)call) ?? (call is not null && call.Cursors.Any(c => c is null) ? Refusal.Malformed("cursors: one of them is missing.") : null);
#pragma warning restore CS8777
}
