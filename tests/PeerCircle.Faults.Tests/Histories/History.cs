using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Faults.Tests.Histories;

/// <summary>All that clients did and were told, and all that was broken, in the order in which it happened. For any number of threads.</summary>
internal sealed class History
{
    private static readonly JsonSerializerOptions Form = MakeForm();

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>As it is now.</summary>
    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_gate) return [.. _entries];
        }
    }

    /// <summary>Microseconds since it began.</summary>
    public long Now => (long)Stopwatch.GetElapsedTime(_began).TotalMicroseconds;

    /// <summary>Adds a line under the time of now.</summary>
    public void Add(Entry entry)
    {
        lock (_gate) _entries.Add(entry with { At = Now });
    }

    public void AddFault(string what) => Add(new Entry(EntryKind.Fault, "faults") { Note = what });

    /// <summary>Writes it as JSON, one line an entry.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");
        await File.WriteAllLinesAsync(path, Entries.Select(e => JsonSerializer.Serialize(e, Form)), cancellation);
    }

    /// <summary>The lines of a saved history.</summary>
    public static async Task<IReadOnlyList<Entry>> LoadAsync(string path, CancellationToken cancellation)
    {
        var entries = new List<Entry>();
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            entries.Add(JsonSerializer.Deserialize<Entry>(line, Form) ?? throw new JsonException("An empty line."));
        }
        return entries;
    }

    private static JsonSerializerOptions MakeForm()
    {
        var form = WireJson.Configure(new JsonSerializerOptions());
        form.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        return form;
    }
}
