using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using PeerCircle.Server.Tests.Conversations.Away;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>A client of the TypeScript SDK under Node that was cut off while a conversation changed: in the end it shows what a fresh reader is told.</summary>
[Collection(nameof(Packed))]
public sealed class AwayTests(SdkPackage package)
{
    [Theory]
    [InlineData(10, 40)]
    [InlineData(1_000, 30)]
    [InlineData(1_100, 100)]
    public async Task Shows_what_there_is_whether_told_of_it_in_parts_or_anew(int acts, int posts)
    {
        Assert.SkipWhen(package.Missing is not null, package.Missing ?? "");
        await using var server = await ChatServer.StartAsync();
        var people = await server.AddAsync("stays", "goes");
        var conversation = await server.CircleAsync(people);
        var commotion = await Commotion.OfAsync(server, conversation, [.. people.Select(p => p.Id)]);
        await commotion.MixAsync(200, posts: 20);
        using var way = new FaultProxy(new Uri(server.Url).Port);
        await using var program = Start(way, people[1], conversation);
        await program.WritesAsync("loaded");

        way.Cut();
        await commotion.MixAsync(acts, posts);
        way.Mend();
        var (seq, digest) = await DigestAsync(server, people[1], conversation);
        await program.WriteAsync($"{seq} {digest}");
        await program.WritesAsync($"shows {digest}");
        await program.EndWellAsync();
    }

    private NodeProcess Start(FaultProxy way, Person person, ConversationId conversation)
    {
        var file = Path.Combine(package.Place, "away.mjs"); // Where it finds the package.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sdk", "away.mjs"), file, overwrite: true);
        return NodeProcess.Start(
            "node", package.Place, [file], ("PEERCIRCLE_URL", $"http://{way.Address}"), ("PEERCIRCLE_TOKEN", person.Token), ("PEERCIRCLE_CONVERSATION", conversation.ToString()));
    }

    /// <summary>Of all that a reader is told who knew nothing; as the program makes it.</summary>
    private static async Task<(long Seq, string Digest)> DigestAsync(ChatServer server, Person reader, ConversationId conversation)
    {
        var (lines, head) = (new StringBuilder(), 0L);
        for (var isMore = true; isMore;)
        {
            var page = await server.GetAsync(reader, $"/api/v1/conversations/{conversation}/messages?limit=100&after={head}");
            foreach (var message in page["messages"]!.AsArray()) lines.Append(Line(message!, page["mine"])).Append('\n');
            head = page["messages"]!.AsArray()[^1]!.Number("seq")!.Value;
            isMore = page["moreAfter"]!.GetValue<bool>();
        }
        return (head, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString()))));
    }

    private static string Line(JsonNode message, JsonNode? mine)
    {
        var id = message.Text("id")!;
        var counts = message["reactions"]?.AsArray().Select(r => $"{r!.Text("emoji")} {r!.Number("count")} {string.Join(' ', r!["sample"]!.AsArray())}") ?? [];
        var own = mine?[id]?.AsArray().Select(emoji => emoji!.GetValue<string>()).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();
        return string.Join('|', id, message.Number("seq"), message.Number("rev"), message.Text("text"), string.Join(',', counts), message.Text("editedAt"), message.Text("deletedAt"), string.Join(' ', own));
    }
}
