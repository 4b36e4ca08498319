namespace PeerCircle.Faults.Tests.Histories;

/// <summary>What a line of a history tells.</summary>
internal enum EntryKind
{
    /// <summary>An operation was sent, once for each attempt.</summary>
    Invoke,

    /// <summary>It was acknowledged.</summary>
    Ok,

    /// <summary>It was refused for good.</summary>
    Fail,

    /// <summary>Nobody knows what became of an attempt, or it is to be repeated.</summary>
    Info,

    /// <summary>A push came.</summary>
    Deliver,

    /// <summary>A client asked what it had missed, and was told.</summary>
    Sync,

    /// <summary>A client now knows everything up to a rev.</summary>
    Cursor,

    /// <summary>A client saw that pushes were missing, and waited in vain for the servers to bring them.</summary>
    Gap,

    /// <summary>The server left it to the client to ask: some pushes of one conversation were dropped.</summary>
    Behind,

    /// <summary>The server left it to the client to ask: events of all kinds may have been lost.</summary>
    Resync,

    /// <summary>A client is connected, and has asked what it had missed.</summary>
    Online,

    /// <summary>Its connection was lost.</summary>
    Offline,

    /// <summary>A member takes part in a conversation no longer, by an answer given at that time.</summary>
    Removed,

    /// <summary>Something was broken on purpose.</summary>
    Fault,

    /// <summary>Everything works again.</summary>
    Heal,

    /// <summary>Where a conversation stands in the store, after the last operation was decided.</summary>
    Head,

    /// <summary>What somebody holds of a conversation at the end.</summary>
    Held,

    /// <summary>How much memory a process takes.</summary>
    Memory,
}

/// <summary>What an operation does.</summary>
internal enum Act { Post, Edit, Delete, React }
