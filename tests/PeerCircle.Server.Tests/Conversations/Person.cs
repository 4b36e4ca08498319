using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A member who is signed in.</summary>
public sealed record Person(MemberId Id, string Name, string Token);
