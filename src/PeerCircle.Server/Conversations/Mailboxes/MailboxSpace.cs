namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>What all mailboxes of a node hold together.</summary>
internal sealed class MailboxSpace
{
    public const long MostBytes = 256 * 1024 * 1024;

    private long _bytes;

    public bool IsShort => Interlocked.Read(ref _bytes) > MostBytes;

    public void Take(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Give(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
