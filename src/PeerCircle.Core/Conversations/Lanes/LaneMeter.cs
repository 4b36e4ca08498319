using System.Diagnostics.Metrics;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>What is measured of commits.</summary>
internal static class LaneMeter
{
    public static readonly Counter<long> Posts = Meters.Own.CreateCounter<long>("peercircle.posts.acknowledged", "{post}", "Posts that were answered with their receipt, also when they were sent again.");

    public static readonly Counter<long> Busy = Meters.Own.CreateCounter<long>("peercircle.commit.busy", "{operation}", "Operations refused because their conversation had too many.");

    public static readonly Counter<long> Outpaced = Meters.Own.CreateCounter<long>("peercircle.commit.outpaced", "{attempt}", "Attempts to commit that failed because another node had committed to the conversation meanwhile.");

    public static readonly Histogram<double> Duration = Meters.Own.CreateHistogram(
        "peercircle.commit.duration", "s", "From the moment that a lane takes a batch until it is durable, or refused.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] });

    public static readonly Histogram<int> Changes = Meters.Own.CreateHistogram(
        "peercircle.commit.changes", "{change}", "Messages that a commit changed.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
}
