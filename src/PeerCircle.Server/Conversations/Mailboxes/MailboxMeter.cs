using System.Diagnostics.Metrics;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>What is measured of mailboxes: of pushes once for all who get them, of each connection only what is rare.</summary>
internal static class MailboxMeter
{
    private static readonly Counter<long> Frames = Meters.Own.CreateCounter<long>("peercircle.mailbox.frames", "{frame}", "Pushes given to mailboxes, each receiver counted.");

    private static readonly Counter<long> Messages = Meters.Own.CreateCounter<long>("peercircle.mailbox.messages", "{message}", "Messages in pushes given to mailboxes, each receiver counted: deliveries.");

    public static readonly Counter<long> Behind = Meters.Own.CreateCounter<long>("peercircle.mailbox.behind", "{marker}", "Conversations that a slow reader was told to ask for, since what waited was dropped.");

    public static readonly Counter<long> Dropped = Meters.Own.CreateCounter<long>("peercircle.mailbox.dropped", "{frame}", "Typing that a slow reader was not told, or a crowd that was told so much of it of late, each receiver counted.");

    public static readonly Counter<long> Stalled = Meters.Own.CreateCounter<long>("peercircle.mailbox.stalled", "{connection}", "Connections that were closed because their reader had taken nothing for 15 s.");

    public static void Sent(Frame frame, int receivers)
    {
        Frames.Add(receivers);
        if (frame.Messages > 0) Messages.Add((long)receivers * frame.Messages);
    }
}
