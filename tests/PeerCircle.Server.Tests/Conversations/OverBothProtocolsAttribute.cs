using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>Runs a test over either protocol of the hub.</summary>
public sealed class OverBothProtocolsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow(Wire.Json), new TheoryDataRow(Wire.Pack)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
