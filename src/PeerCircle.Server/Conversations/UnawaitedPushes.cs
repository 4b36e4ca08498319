namespace PeerCircle.Server.Conversations;

/// <summary>Pushes for which nobody waits, since Redis, over which some go, must hold up nobody. One that fails is logged.</summary>
internal sealed class UnawaitedPushes(ILogger<UnawaitedPushes> logger)
{
    public void Send(Task push) => _ = LoggedAsync(push);

    private async Task LoggedAsync(Task push)
    {
        try
        {
            await push;
        }
        catch (Exception failure)
        {
            Log.SendFailed(logger, failure);
        }
    }
}
