using System.Diagnostics;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>
/// Everybody cheers at one celebration: each member with each of twenty emoji, once, at a rate that nothing holds up, while other conversations go on. These are measured before too,
/// in the same process. In the end every connection's last push of the card, and the card as it is read, count exactly what was acknowledged.
/// </summary>
internal static class CheersRun
{
    private static readonly string[] Emoji = ["👍", "🎉", "❤️", "🚀", "👏", "🔥", "😀", "🙌", "💪", "🥳", "✨", "🏆", "🌟", "💯", "🍾", "🎈", "🎊", "😍", "🤩", "👌"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public static async Task<Measurement> OnceAsync(Cheers size, TimeSpan warmUp, TimeSpan most, int characters)
    {
        await using var system = new CelebratingServer(size.Members, size.Rooms);
        await system.StartAsync();
        var time = TimeSpan.FromSeconds(Math.Min(most.TotalSeconds, size.Members * Emoji.Length / size.CheersPerSecond));
        return await Run.OnItsThreadAsync(() =>
        {
            using var generator = new LoadGenerator(characters);
            var (rooms, cheers) = Connect(generator, system, size);
            var posts = generator.Posts(size.PostsPerSecond);
            generator.Pace(warmUp, posts);
            generator.Pace(time, posts, Cheers(system.Rehearsal));
            Settle();

            generator.Tally.Restart();
            generator.Pace(time, posts);
            Settle();
            var (medianBefore, p99Before) = (generator.Tally.WaitAt(50), generator.Tally.WaitAt(99));

            // The rehearsal's last cheer is the head of the feed.
            generator.Tally.Restart();
            var refusedBefore = cheers.Tally.Refused;
            cheers.Tally.Restart();
            var (frames, rev, cpu, own, clock) = (Frames(), Read(system.Rehearsal).Rev, system.Cpu, Run.ThreadTime(), Stopwatch.GetTimestamp());
            generator.Pace(time, posts, Cheers(system.Card));
            var took = Stopwatch.GetElapsedTime(clock);
            var measured = new Measurement
            {
                System = Scenario.Own,
                Scenario = size.Name,
                DeliveriesPerSecond = generator.Tally.Deliveries / took.TotalSeconds,
                AcknowledgedPerSecond = cheers.Tally.Acknowledged / took.TotalSeconds,
                MedianMs = generator.Tally.WaitAt(50),
                P99Ms = generator.Tally.WaitAt(99),
                MedianBeforeMs = medianBefore,
                P99BeforeMs = p99Before,
                ServerCores = (system.Cpu - cpu) / took,
                GeneratorCores = (Run.ThreadTime() - own) / took,
            };
            var framesEach = (double)(Frames() - frames) / system.Wires.Count;
            var (cheersThen, bytesEach) = (cheers.Tally.Acknowledged, (double)cheers.Tally.Bytes / cheers.Lines.Count);
            var settled = Settle();
            var (accepted, refused) = (cheers.Tally.Acknowledged - (cheers.Tally.Refused - refusedBefore), cheers.Tally.Refused - refusedBefore);
            var card = Read(system.Card);
            var isShown = ShownExactly(generator, system, card);
            return measured with
            {
                Cheers = new CheersMeasured(
                    system.Wires.Count, framesEach / took.TotalSeconds, bytesEach / 1_024 / Math.Max(1, framesEach), cheersThen / Math.Max(1, framesEach), (card.Rev - rev) / took.TotalSeconds, accepted, refused, Count(card), isShown),
                Faults = generator.Tally.Missed + generator.Tally.Doubled + generator.Tally.Refused + refused + Run.Missing(generator) + (settled ? 0 : 1)
                    + Math.Abs(accepted - Count(card)) + system.Wires.Count - isShown,
            };

            // Of one member after the other, each over a connection of their own.
            Pacing Cheers(MessageId card) => new(size.CheersPerSecond, (number, _) =>
            {
                if (number >= size.Members * Emoji.Length) return;
                var member = (int)(number % size.Members);
                cheers.Lines[member].Call(system.Wires[cheers.FirstWire + member].React(card, Emoji[number / size.Members]));
            });

            bool Settle() => generator.Until(() => cheers.Room.Acknowledged >= cheers.Room.Issued && rooms.TrueForAll(r => r.Acknowledged >= r.Issued && r.Delivered >= r.Issued * r.Lines), Patience);
            long Frames() => system.Wires.Sum(w => w.Pushes);
            Message Read(MessageId card) => system.ReadAsync(card).GetAwaiter().GetResult();
        });
    }

    /// <summary>Rooms first, then who only watches; who cheers does so there.</summary>
    private static (List<LoadRoom> Rooms, (LoadRoom Room, Tally Tally, List<Line> Lines, int FirstWire) Cheers) Connect(LoadGenerator generator, CelebratingServer system, Cheers size)
    {
        var rooms = new List<LoadRoom>();
        for (var room = 0; room < size.Rooms; room++)
        {
            var load = new LoadRoom(senders: 1);
            rooms.Add(load);
            for (var n = 0; n < size.LinesOfRoom; n++)
            {
                var line = system.Connect(n, room, load, generator.Tally);
                generator.Add(line);
                if (n == 0) generator.AddSender(line, 0);
            }
        }
        var cheers = (Room: new LoadRoom(senders: 0), Tally: new Tally(), Lines: new List<Line>(), FirstWire: system.Wires.Count);
        for (var n = 0; n < size.Watchers - cheers.FirstWire; n++)
        {
            var line = system.Connect(n, size.Rooms, cheers.Room, cheers.Tally);
            generator.Add(line);
            cheers.Lines.Add(line);
            if (n % 100 == 0) generator.Join(Patience);
        }
        generator.Join(Patience);
        return (rooms, cheers);
    }

    /// <summary>How many show the card as it is read, once all had time to.</summary>
    private static int ShownExactly(LoadGenerator generator, CelebratingServer system, Message card)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            generator.Idle(BetweenLooks);
            var exact = system.Wires.Count(w => w.Behind == 0 && w.Last?.Messages.FirstOrDefault(m => m.Id == card.Id) is { } shown && shown.Rev == card.Rev && Count(shown) == Count(card));
            if (exact == system.Wires.Count || Stopwatch.GetElapsedTime(began) > Patience) return exact;
        }
    }

    private static long Count(Message card) => card.Reactions?.Sum(r => (long)r.Count) ?? 0;
}
