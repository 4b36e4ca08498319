using System.Text.Json;
using System.Text.Json.Serialization;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// Keeps posts in a file, which is flushed to the disk and replaced as a whole with every change: it is never half written. One
/// process at a time; a second one gets an <see cref="IOException"/>.
/// </summary>
public sealed class FileOutboxStore : IOutboxStore, IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;
    private readonly List<QueuedPost> _posts;

    /// <summary>Opens the file, or begins an empty one; its directory must exist.</summary>
    /// <exception cref="IOException">It cannot be read, or another process has it.</exception>
    /// <exception cref="InvalidDataException">It is not an outbox.</exception>
    public FileOutboxStore(string path)
    {
        _path = Path.GetFullPath(path);
        _lock = new FileStream($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            _posts = Read(_path);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedPost>> ReadAsync(MemberId member, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<QueuedPost>>(_posts.FindAll(p => p.Member == member));

    /// <inheritdoc/>
    public Task AddAsync(QueuedPost post, CancellationToken cancellation) => WriteAsync([.. _posts, post], cancellation);

    /// <inheritdoc/>
    public Task RemoveAsync(ConversationId conversation, MessageId id, CancellationToken cancellation)
    {
        var left = _posts.FindAll(p => p.Conversation != conversation || p.Id != id);
        return left.Count == _posts.Count ? Task.CompletedTask : WriteAsync(left, cancellation);
    }

    /// <summary>Lets another process have the file.</summary>
    public void Dispose() => _lock.Dispose();

    private async Task WriteAsync(List<QueuedPost> posts, CancellationToken cancellation)
    {
        var fresh = $"{_path}.new";
        await using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await JsonSerializer.SerializeAsync(file, posts, OutboxJson.Default.ListQueuedPost, cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
        _posts.Clear();
        _posts.AddRange(posts);
    }

    private static List<QueuedPost> Read(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, OutboxJson.Default.ListQueuedPost) ?? [];
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} is not an outbox.", broken);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<QueuedPost>))]
internal sealed partial class OutboxJson : JsonSerializerContext;
