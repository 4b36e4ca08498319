using System.Xml.Linq;
using Xunit;

namespace PeerCircle.Core.Tests;

/// <summary>Which project may refer to which, and what may lie at the top; read from the files themselves.</summary>
public sealed class HouseTests
{
    private static readonly string Top = FindTop();

    [Theory]
    [InlineData("PeerCircle.Contracts")]
    [InlineData("PeerCircle.Core", "PeerCircle.Contracts")]
    [InlineData("PeerCircle.Storage.Sqlite", "PeerCircle.Core")]
    [InlineData("PeerCircle.Storage.Mongo", "PeerCircle.Core")]
    [InlineData("PeerCircle.Client", "PeerCircle.Contracts")]
    [InlineData("PeerCircle.Server", "PeerCircle.Storage.Sqlite", "PeerCircle.Storage.Mongo", "PeerCircle.Core", "PeerCircle.Contracts")]
    public void A_project_refers_to_no_more_than_it_may(string project, params string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(Top, "src", project, $"{project}.csproj"));
        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")?.Value.Replace('\\', '/')) ?? "");
        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Core_refers_to_no_package_but_abstractions()
    {
        var file = XDocument.Load(Path.Combine(Top, "src", "PeerCircle.Core", "PeerCircle.Core.csproj"));
        Assert.Empty(file.Descendants("FrameworkReference"));
        Assert.All(file.Descendants("PackageReference"), p => Assert.EndsWith(".Abstractions", p.Attribute("Include")?.Value));
    }

    [Fact]
    public void Every_project_under_src_is_in_this_table()
    {
        var known = new[] { "Contracts", "Core", "Storage.Sqlite", "Storage.Mongo", "Client", "Server" }.Select(n => $"PeerCircle.{n}");
        var found = Directory.EnumerateFiles(Path.Combine(Top, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(found.Except(known));
    }

    private static string FindTop()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "PeerCircle.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
