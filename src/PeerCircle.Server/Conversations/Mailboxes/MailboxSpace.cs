namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>What all mailboxes of a node hold together. Once it is too much, the fullest give up what they hold until a tenth is free again.</summary>
internal sealed class MailboxSpace(Func<IEnumerable<Mailbox>> mailboxes, long mostBytes = MailboxSpace.MostBytes)
{
    public const long MostBytes = 256 * 1024 * 1024;

    private readonly long _enough = mostBytes / 10 * 9;

    private long _bytes;
    private int _isMaking;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Take(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > mostBytes && Interlocked.Exchange(ref _isMaking, 1) == 0) ThreadPool.QueueUserWorkItem(_ => Make());
    }

    public void Give(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    private void Make()
    {
        foreach (var fullest in mailboxes().OrderByDescending(m => m.Bytes))
        {
            if (Bytes <= _enough) break;
            fullest.GiveUp();
        }
        Interlocked.Exchange(ref _isMaking, 0);
    }
}
