namespace PeerCircle.Client.Wire;

/// <summary>The status of the connection, and pulses for who waits for another one.</summary>
internal sealed class StatusBoard
{
    private volatile ClientStatusFacts _current = new(ClientStatus.Offline);

    public ClientStatusFacts Current
    {
        get => _current;
        set
        {
            _current = value;
            Changed.Fire();
            if (value.Status == ClientStatus.Online) CameOnline.Fire();
        }
    }

    public Pulse Changed { get; } = new();

    public Pulse CameOnline { get; } = new();
}
