using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MessagePack;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>Calls in MessagePack that are not as they should be, written byte by byte.</summary>
[Collection(nameof(Bad))]
public sealed class PackTable(BadScene scene)
{
    private const string Error = "invocation error";

    public delegate void Argument(ref MessagePackWriter writer, BadScene scene);

    private static readonly Dictionary<string, (string Method, Argument Write, string Verdict)> Calls = new()
    {
        ["text that is not UTF-8"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.WriteString([0x61, 0xc3, 0x28])), Error),
        ["text with an encoded surrogate"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.WriteString([0xed, 0xa0, 0xbd])), Error),
        ["text as a number"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.Write(1)), Error),
        ["text as bytes"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.Write(new byte[] { 0x61 })), Error),
        ["text as an extension"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.WriteExtensionFormat(new ExtensionResult(99, new byte[] { 1, 2, 3 }))), Error),
        ["text as a time"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.Write(DateTime.UnixEpoch)), Error),
        ["text as nil"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.WriteNil()), Error),
        ["empty text"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.Write("")), ErrorCodes.MessageEmpty),
        ["text that claims two thousand million bytes"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, (ref MessagePackWriter v) => v.WriteRaw([0xdb, 0x7f, 0xff, 0xff, 0xff])), Error),
        ["text missing"] = ("Post", (ref MessagePackWriter w, BadScene s) => Map(ref w, ("conversationId", s.Conversation.ToString()), ("id", New())), Error),
        ["id missing"] = ("Post", (ref MessagePackWriter w, BadScene s) => Map(ref w, ("conversationId", s.Conversation.ToString()), ("text", "x")), Error),
        ["on missing"] = ("React", (ref MessagePackWriter w, BadScene s) => Map(ref w, ("conversationId", s.Conversation.ToString()), ("id", s.Own.ToString()), ("emoji", "👍")), Error),
        ["seq missing"] = ("MarkRead", (ref MessagePackWriter w, BadScene s) => Map(ref w, ("conversationId", s.Conversation.ToString())), Error),
        ["id as sixteen bytes"] = ("Post", (ref MessagePackWriter w, BadScene s) => { Head(ref w, s, 3); w.Write("id"); w.Write(Guid.CreateVersion7().ToByteArray()); w.Write("text"); w.Write("x"); }, Error),
        ["nil id"] = ("Post", (ref MessagePackWriter w, BadScene s) => Map(ref w, ("conversationId", s.Conversation.ToString()), ("id", Guid.Empty.ToString()), ("text", "x")), ErrorCodes.RequestInvalid),
        ["id of version 4"] = ("Post", (ref MessagePackWriter w, BadScene s) => Map(ref w, ("conversationId", s.Conversation.ToString()), ("id", Guid.NewGuid().ToString()), ("text", "x")), ErrorCodes.RequestInvalid),
        ["a list in place of the map"] = ("Post", (ref MessagePackWriter w, BadScene s) => { w.WriteArrayHeader(3); w.Write(s.Conversation.ToString()); w.Write(New()); w.Write("x"); }, Error),
        ["nil in place of the map"] = ("Post", (ref MessagePackWriter w, BadScene _) => w.WriteNil(), ErrorCodes.RequestMalformed),
        ["a map that claims two thousand million members"] = ("Post", (ref MessagePackWriter w, BadScene _) => w.WriteRaw([0xdf, 0x7f, 0xff, 0xff, 0xff]), Error),
        ["a list of cursors that claims two thousand million"] = ("Sync", (ref MessagePackWriter w, BadScene _) => { w.WriteMapHeader(1); w.Write("cursors"); w.WriteRaw([0xdd, 0x7f, 0xff, 0xff, 0xff]); }, Error),
        ["a list of cursors that claims four thousand million"] = ("Sync", (ref MessagePackWriter w, BadScene _) => { w.WriteMapHeader(1); w.Write("cursors"); w.WriteRaw([0xdd, 0xff, 0xff, 0xff, 0xff]); }, Error),
        ["lists in lists where text is wanted"] = ("Post", (ref MessagePackWriter w, BadScene s) => Post(ref w, s, Nested), Error),
        ["lists in lists in an unknown member"] = ("Post", (ref MessagePackWriter w, BadScene s) => { Head(ref w, s, 2); w.Write("colour"); Nested(ref w); }, Error),
        ["maps in maps in an unknown member"] = ("Post", (ref MessagePackWriter w, BadScene s) => { Head(ref w, s, 2); w.Write("colour"); for (var i = 0; i < 25_000; i++) w.WriteRaw([0x81, 0x01]); w.Write(1); }, Error),
        ["a cursor that is nil"] = ("Sync", (ref MessagePackWriter w, BadScene _) => { w.WriteMapHeader(1); w.Write("cursors"); w.WriteArrayHeader(1); w.WriteNil(); }, ErrorCodes.RequestMalformed),
        ["an unknown method"] = ("Destroy", (ref MessagePackWriter w, BadScene _) => w.WriteMapHeader(0), Error),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    private delegate void Value(ref MessagePackWriter writer);

    [Theory, MemberData(nameof(Names))]
    public Task A_bad_call_is_refused_and_leaves_no_trace(string name) => scene.HoldsAsync(async () =>
    {
        var (method, write, verdict) = Calls[name];
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Pack);
        await socket.SendAsync(Call("1", method, write), WebSocketMessageType.Binary);
        Assert.Equal((name, verdict), (name, await VerdictAsync(socket, "1")));
        await socket.SendAsync(Call("2", "Sync", Nothing), WebSocketMessageType.Binary);
        Assert.Equal("ok", await VerdictAsync(socket, "2"));
    });

    [Fact]
    public async Task An_unknown_member_is_passed_over()
    {
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Pack);
        await socket.SendAsync(Call("1", "Sync", (ref MessagePackWriter w, BadScene _) => { w.WriteMapHeader(2); w.Write("colour"); w.WriteMapHeader(1); w.Write(7); w.WriteNil(); w.Write("cursors"); w.WriteArrayHeader(0); }), WebSocketMessageType.Binary);
        Assert.Equal("ok", await VerdictAsync(socket, "1"));
    }

    public static TheoryData<string, byte[]> Frames => new()
    {
        { "no length", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff] },
        { "a length of two thousand million", [0xff, 0xff, 0xff, 0xff, 0x07, .. new byte[66_000]] },
        { "a length beyond the limit", [0x81, 0x80, 0x04, .. new byte[66_000]] },
        { "no list", [0x01, 0xc0] },
        { "a list that claims two thousand million", [0x05, 0xdd, 0x7f, 0xff, 0xff, 0xff] },
        { "an extension in place of the call", [0x03, 0xd4, 0x01, 0x00] },
        { "JSON", Encoding.UTF8.GetBytes($"{{\"type\":6,\"more\":\"{new string('x', 200)}\"}}\u001e") },
    };

    [Theory, MemberData(nameof(Frames))]
    public Task A_frame_that_is_no_message_closes_the_connection_and_no_other(string name, byte[] frame) => scene.HoldsAsync(async () =>
    {
        Assert.NotEmpty(name);
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Pack);
        await socket.SendAsync(frame, WebSocketMessageType.Binary);
        await socket.ClosedAsync();
    });

    private static void Nothing(ref MessagePackWriter writer, BadScene scene)
    {
        writer.WriteMapHeader(1);
        writer.Write("cursors");
        writer.WriteArrayHeader(0);
    }

    private static void Nested(ref MessagePackWriter writer)
    {
        for (var i = 0; i < 60_000; i++) writer.WriteArrayHeader(1);
        writer.WriteNil();
    }

    private static void Head(ref MessagePackWriter writer, BadScene scene, int members)
    {
        writer.WriteMapHeader(members);
        writer.Write("conversationId");
        writer.Write(scene.Conversation.ToString());
    }

    private static void Post(ref MessagePackWriter writer, BadScene scene, Value text)
    {
        Head(ref writer, scene, 3);
        writer.Write("id");
        writer.Write(New());
        writer.Write("text");
        text(ref writer);
    }

    private static void Map(ref MessagePackWriter writer, params (string Name, string Value)[] members)
    {
        writer.WriteMapHeader(members.Length);
        foreach (var (name, value) in members)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    private static string New() => Guid.CreateVersion7().ToString();

    private byte[] Call(string id, string method, Argument argument)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(6);
        writer.Write(1);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(method);
        writer.WriteArrayHeader(1);
        argument(ref writer, scene);
        writer.WriteArrayHeader(0);
        writer.Flush();
        var frame = new List<byte>();
        var length = body.WrittenCount;
        do
        {
            frame.Add((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. frame, .. body.WrittenSpan];
    }

    private static async Task<string> VerdictAsync(RawSocket socket, string id)
    {
        while (await socket.ReceiveAsync() is { } frame)
        {
            if (Completion(frame, id) is { } completion) return BadScene.Verdict(completion);
        }
        return "closed";
    }

    /// <summary>The completion of this call among the messages of a frame, in the form that it has in JSON.</summary>
    private static JsonObject? Completion(byte[] frame, string id)
    {
        for (var at = 0; at < frame.Length;)
        {
            int length = 0, shift = 0;
            byte part;
            do
            {
                part = frame[at++];
                length |= (part & 0x7f) << shift;
                shift += 7;
            }
            while ((part & 0x80) != 0);
            var message = Form.FromPack(MessagePackSerializer.Deserialize<object>(frame.AsMemory(at, length), WirePack.Options, TestContext.Current.CancellationToken)) as JsonArray;
            at += length;
            if (message is [{ } type, _, { } call, { } kind, ..] && type.GetValue<long>() == 3 && call.GetValue<string>() == id)
            {
                return kind.GetValue<long>() == 1 ? new JsonObject { ["error"] = message[4]?.DeepClone() } : new JsonObject { ["result"] = message[4]?.DeepClone() };
            }
        }
        return null;
    }
}
