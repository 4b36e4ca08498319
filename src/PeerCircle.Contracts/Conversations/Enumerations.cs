namespace PeerCircle.Contracts.Conversations;

/// <summary>What a conversation belongs to.</summary>
public enum ConversationKind { Circle, Room, Direct, Wins }

/// <summary>What a message is; all but <see cref="Text"/> carry a card.</summary>
public enum MessageKind { Text, Ask, Answer, Goal, CheckIn, Celebration, Decision, System }

/// <summary>Of which messages a member wants to be told.</summary>
public enum NotifyLevel { All, Mentions, None }

/// <summary>Who made a tombstone: the author, or anyone else who may.</summary>
public enum DeletedBy { Author, Moderator }

/// <summary>A member's part in a conversation: a circle's hosts and a room's creator are hosts.</summary>
public enum ParticipantRole { Member, Host }

/// <summary>Why a session ended.</summary>
public enum SessionEndReason { Ended, Expired, PasswordChanged, Deactivated, TooManyConnections }
