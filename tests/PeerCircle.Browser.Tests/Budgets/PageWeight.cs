using Microsoft.Extensions.FileProviders;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Wire;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>How much has to be loaded before one can sign in, and before one can talk.</summary>
internal static class PageWeight
{
    private const double SignInKilobytes = 110, ConversationKilobytes = 210, StyleKilobytes = 20, ChunkKilobytes = 60;
    private const int Requests = 15;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(PeerServer server, Person stranger, Person member, ConversationId conversation, string title)
    {
        var door = await ColdLoad.OfAsync(stranger, "/", () => Expect(stranger.Heading("Welcome back")).ToBeVisibleAsync());
        var talk = await ColdLoad.OfAsync(member, $"/c/{conversation}", () => member.IsInAsync(title));
        var loaded = door.Scripts.Concat(talk.Scripts).Select(address => Path.GetFileName(new Uri(address).AbsolutePath)).ToHashSet();
        var later = Chunks(server.WebFiles).Where(file => !loaded.Contains(file.Name)).Select(file => (file.Name, Kilobytes: ColdLoad.Kilobytes(Read(file)))).OrderByDescending(file => file.Kilobytes).ToList();
        var elsewhere = door.Requests.Concat(talk.Requests).Count(address => new Uri(address).Authority != server.Url.Authority);
        return
        [
            new("script of the sign-in page, packed", SignInKilobytes, await door.ScriptKilobytesAsync(), "KB", IsFixed: true),
            new("script of the conversation page, packed", ConversationKilobytes, await talk.ScriptKilobytesAsync(), "KB", IsFixed: true),
            new("styles of the conversation page, packed", StyleKilobytes, await talk.StyleKilobytesAsync(), "KB", IsFixed: true),
            .. later.Take(1).Select(file => new Figure($"largest script that comes later, packed ({file.Name})", ChunkKilobytes, file.Kilobytes, "KB", IsFixed: true)),
            Asked("requests for the sign-in page", door),
            Asked("requests for the conversation page", talk),
            new("requests to anybody else", 0, elsewhere, "", IsFixed: true),
        ];
    }

    private static Figure Asked(string what, ColdLoad load) => new(what, Requests, load.Requests.Count, "", IsFixed: true) { Detail = string.Join(' ', load.Requests) };

    private static IEnumerable<IFileInfo> Chunks(IFileProvider web) => web.GetDirectoryContents("assets").Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal));

    private static byte[] Read(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
