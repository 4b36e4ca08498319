namespace PeerCircle.Core.Accounts;

/// <summary>Ends what has expired and removes what no longer counts. May run on every node.</summary>
public sealed class Housekeeping(Sessions sessions, Lockouts lockouts)
{
    public async Task TidyAsync(CancellationToken cancellation)
    {
        await sessions.TidyAsync(cancellation);
        await lockouts.TidyAsync(cancellation);
    }
}
