using System.Buffers;
using System.Reflection;
using System.Text;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace PeerCircle.Contracts.Wire;

/// <summary>
/// Reads a record only when every member that it cannot do without is there; otherwise what is missing would be read as zero or
/// nobody, which a caller never said. Writing is left to the record's own form.
/// </summary>
internal sealed class WholeMap<T> : IMessagePackFormatter<T?> where T : class
{
    private static readonly IReadOnlyList<byte[]> Needed = WholeMap.NeededBy(typeof(T));

    public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options) => Own.Serialize(ref writer, value, options);

    public T? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil()) return null;
        var peek = reader.CreatePeekReader();
        WholeMap.Check(ref peek, Needed);
        return Own.Deserialize(ref reader, options);
    }

    private static IMessagePackFormatter<T?> Own => StandardResolver.Instance.GetFormatter<T?>() ?? throw new InvalidOperationException($"{typeof(T)} has no form.");
}

internal static class WholeMap
{
    /// <summary>The names, in UTF-8, of a record's constructor parameters that are neither nullable nor have a default.</summary>
    public static IReadOnlyList<byte[]> NeededBy(Type type)
    {
        if (type.GetCustomAttribute<MessagePackObjectAttribute>() is null) return [];
        var nullability = new NullabilityInfoContext();
        return
        [
            .. type.GetConstructors().Where(c => c.IsPublic).OrderByDescending(c => c.GetParameters().Length).Take(1).SelectMany(c => c.GetParameters())
                .Where(p => !p.HasDefaultValue && nullability.Create(p).ReadState == NullabilityState.NotNull)
                .Select(p => Encoding.UTF8.GetBytes(type.GetProperty(p.Name ?? "")?.GetCustomAttribute<KeyAttribute>()?.StringKey ?? throw new InvalidOperationException($"{type}.{p.Name} has no key."))),
        ];
    }

    /// <exception cref="MessagePackSerializationException">A member is missing or nil.</exception>
    public static void Check(ref MessagePackReader reader, IReadOnlyList<byte[]> needed)
    {
        Span<bool> found = stackalloc bool[needed.Count];
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            var at = -1;
            if (reader.NextMessagePackType == MessagePackType.String) at = IndexOf(needed, reader.ReadStringSequence().GetValueOrDefault());
            else reader.Skip();
            if (at >= 0) found[at] = !reader.IsNil;
            reader.Skip();
        }
        var missing = found.IndexOf(false);
        if (missing >= 0) throw new MessagePackSerializationException($"Missing: {Encoding.UTF8.GetString(needed[missing])}.");
    }

    private static int IndexOf(IReadOnlyList<byte[]> names, in ReadOnlySequence<byte> name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (name.Length == names[i].Length && name.ToArray().AsSpan().SequenceEqual(names[i])) return i;
        }
        return -1;
    }
}
