namespace PeerCircle.Core.Storage;

/// <summary>The store cannot be reached, or is too busy; nothing was written.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store was lost in the middle: what was asked may or may not have been done.</summary>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store may not be opened; the message says why and how to mend it.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
