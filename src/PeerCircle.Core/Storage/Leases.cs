using System.Text.Json.Serialization;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Core.Storage;

/// <summary>Work that one node does for all of them.</summary>
/// <remarks>A lease saves work, it does not fence: what is done under it must do no harm when two do it.</remarks>
public sealed class Leases(IDocumentStore documents, TimeProvider time)
{
    private readonly Guid _holder = Guid.CreateVersion7();

    /// <summary>Takes the lease or keeps it, unless another node holds it. While more than half of it is left nothing is written.</summary>
    public async Task<bool> TryHoldAsync(string name, TimeSpan holdFor, CancellationToken cancellation)
    {
        var lease = new Lease { Name = name, Holder = _holder, Until = time.GetUtcNow() + holdFor };
        if (await documents.FindAsync(Lease.Type, lease.Id, cancellation) is not { } held) return await documents.InsertAsync(Lease.Type, lease, cancellation) == WriteOutcome.Written;
        var left = held.Value.Until - time.GetUtcNow();

        // More than a whole term is left only where a clock was set back.
        if (left > TimeSpan.Zero && left <= holdFor && held.Value.Holder != _holder) return false;
        if (left > holdFor / 2 && left <= holdFor) return true;
        return await documents.ReplaceAsync(Lease.Type, lease, held.Version, quiet: false, cancellation) == WriteOutcome.Written;
    }
}

/// <summary>Who does some work, and until when nobody else does.</summary>
public sealed record Lease : Document
{
    public static DocumentType<Lease> Type { get; } = new(
        "lease",
        LeaseJson.Default.Lease,
        l => l.Id,
        l => l.Name,
        new Dictionary<string, Func<Lease, string?>>(),
        new Dictionary<string, Func<Lease, IEnumerable<string>>>());

    [JsonIgnore]
    public Guid Id => DerivedId.From($"lease:{Name}");

    public required string Name { get; init; }

    public required Guid Holder { get; init; }

    public required DateTimeOffset Until { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Lease))]
internal sealed partial class LeaseJson : JsonSerializerContext;
