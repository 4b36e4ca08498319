using PeerCircle.Contracts.Presence;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Scenarios;

/// <summary>Fifty members say five thousand times a second that they type, or that they come or go, half each; all others in the room watch them.</summary>
internal sealed class TypingFlood : Disturbance
{
    private const int Typists = 50;
    private const double PerSecond = 5_000;

    private List<TalkWire> _others = [];

    public override Pacing Begin(LoadGenerator generator, PeerCircleServers system)
    {
        _others = [.. generator.Lines.Skip(Typists).Select(l => (TalkWire)l.Wire)];
        foreach (var line in generator.Lines.Skip(Typists)) line.Send(TalkWire.Watch(system.MembersOf(0).Take(Typists)));
        return new Pacing(PerSecond, (number, _) =>
        {
            var (line, round) = (generator.Lines[(int)(number % Typists)], number / Typists);
            line.Send(round % 2 == 0 ? ((TalkWire)line.Wire).Typing() : TalkWire.Present(round % 4 == 1 ? PresenceState.Away : PresenceState.Online));
        });
    }

    public override bool DidHappen() => _others.TrueForAll(o => o is { Typed: > 0, Moved: > 0 });

    public override void Dispose()
    {
        // It has no connections of its own.
    }
}
