using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace PeerCircle.Contracts.Wire;

/// <summary>
/// MessagePack as the contract has it: the names of the JSON form as map keys; ids, times and enumerations as text; nil is absent.
/// Bytes that are not UTF-8 are refused, never replaced.
/// </summary>
public static class WirePack
{
    /// <summary>What a client uses.</summary>
    public static MessagePackSerializerOptions Options { get; } = Make(strict: false);

    /// <summary>What a server uses on requests: missing members are errors.</summary>
    public static MessagePackSerializerOptions Strict { get; } = Make(strict: true);

    private static MessagePackSerializerOptions Make(bool strict) => MessagePackSerializerOptions.Standard
        .WithResolver(CompositeResolver.Create(new WireResolver(strict), StandardResolver.Instance))
        .WithSecurity(new WireSecurity());

    private sealed class WireResolver(bool strict) : IFormatterResolver
    {
        private readonly ConcurrentDictionary<Type, IMessagePackFormatter?> _formatters = new();

        public IMessagePackFormatter<T>? GetFormatter<T>() => (IMessagePackFormatter<T>?)_formatters.GetOrAdd(typeof(T), Make);

        private IMessagePackFormatter? Make(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is { } value) return Make(value) is { } own ? Of(typeof(StaticNullableFormatter<>), value, own) : null;
            if (type == typeof(string)) return new StrictText();
            if (type == typeof(DateTimeOffset)) return new TimeText();
            if (type.IsEnum) return Of(typeof(EnumerationText<>), type);
            if (strict && WholeMap.NeededBy(type).Count > 0) return Of(typeof(WholeMap<>), type);
            return type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>)) ? Of(typeof(IdText<>), type) : null;
        }

        private static IMessagePackFormatter Of(Type formatter, Type type, params object[] arguments) =>
            (IMessagePackFormatter)Activator.CreateInstance(formatter.MakeGenericType(type), arguments)!;
    }

    private sealed class StrictText : IMessagePackFormatter<string?>
    {
        private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public void Serialize(ref MessagePackWriter writer, string? value, MessagePackSerializerOptions options) => writer.Write(value);

        public string? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            if (reader.TryReadNil()) return null;
            var bytes = reader.ReadStringSequence().GetValueOrDefault();
            try
            {
                return Utf8.GetString(bytes);
            }
            catch (DecoderFallbackException invalid)
            {
                throw new MessagePackSerializationException("Text is not UTF-8.", invalid);
            }
        }
    }

    private sealed class IdText<T> : IMessagePackFormatter<T> where T : struct, ITypedId<T>
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
        {
            writer.WriteStringHeader(36);
            value.Value.TryFormat(writer.GetSpan(36), out var written);
            writer.Advance(written);
        }

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            TypedId.TryParse<T>(reader.ReadString(), out var id) ? id : throw new MessagePackSerializationException("An id is a UUID in hyphenated text.");
    }

    private sealed class TimeText : IMessagePackFormatter<DateTimeOffset>
    {
        public void Serialize(ref MessagePackWriter writer, DateTimeOffset value, MessagePackSerializerOptions options)
        {
            writer.WriteStringHeader(WireTime.Length);
            WireTime.Write(writer.GetSpan(WireTime.Length), value);
            writer.Advance(WireTime.Length);
        }

        public DateTimeOffset Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            WireTime.TryParse(reader.ReadString(), out var time) ? time : throw new MessagePackSerializationException("A time is RFC 3339 text.");
    }

    private sealed class EnumerationText<T> : IMessagePackFormatter<T> where T : struct, Enum
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) => writer.Write(Enumerations<T>.Text(value));

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            Enumerations<T>.TryParse(reader.ReadString(), out var value)
                ? value
                : throw new MessagePackSerializationException(string.Create(CultureInfo.InvariantCulture, $"Unknown value of {typeof(T).Name}."));
    }
}
