namespace PeerCircle.Load.Generator;

/// <summary>A room under load, and how far it is.</summary>
internal sealed class LoadRoom(int senders)
{
    public int Senders => senders;

    /// <summary>Connections in it.</summary>
    public int Lines { get; set; }

    public long Issued { get; set; }

    public long Acknowledged { get; set; }

    public long Delivered { get; set; }

    /// <summary>Messages that are not acknowledged yet, or not delivered to everyone on the average: the larger of the two.</summary>
    public double Outstanding => Issued - Math.Min(Acknowledged, (double)Delivered / Lines);
}
