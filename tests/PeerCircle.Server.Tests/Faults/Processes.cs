using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>Tests with processes of their own: one after another, and after all others, so that deadlines measure the server and not the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Processes
{
    public const string Name = "Processes";
}
