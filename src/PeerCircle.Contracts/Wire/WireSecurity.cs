using System.Diagnostics.CodeAnalysis;
using MessagePack;

namespace PeerCircle.Contracts.Wire;

/// <summary>Reads what strangers send, also maps whose keys are ids: nobody can choose ids that all fall into one place of a hash table.</summary>
internal sealed class WireSecurity : MessagePackSecurity
{
    public WireSecurity() : base(UntrustedData)
    {
    }

    private WireSecurity(WireSecurity other) : base(other)
    {
    }

    protected override MessagePackSecurity Clone() => new WireSecurity(this);

    protected override IEqualityComparer<T> GetHashCollisionResistantEqualityComparer<T>() =>
        typeof(T).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>))
            ? (IEqualityComparer<T>)Activator.CreateInstance(typeof(IdComparer<>).MakeGenericType(typeof(T)))!
            : base.GetHashCollisionResistantEqualityComparer<T>();

    [SuppressMessage("Performance", "CA1812", Justification = "Made for each id type as it is met.")]
    private sealed class IdComparer<T> : IEqualityComparer<T> where T : struct, ITypedId<T>
    {
        public bool Equals(T x, T y) => x.Value == y.Value;

        public int GetHashCode(T obj)
        {
            Span<byte> bytes = stackalloc byte[16];
            obj.Value.TryWriteBytes(bytes);
            // Seeded anew in every process.
            var hash = new HashCode();
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
