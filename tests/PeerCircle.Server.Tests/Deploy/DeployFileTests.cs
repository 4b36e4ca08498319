using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PeerCircle.Core;
using PeerCircle.Server.Http;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace PeerCircle.Server.Tests.Deploy;

/// <summary>What the files in <c>deploy</c> say of the server is true.</summary>
public sealed partial class DeployFileTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "deploy"));

    [Theory]
    [InlineData("compose.yaml", 7)]
    [InlineData("kubernetes.yaml", 7)]
    public void Every_setting_exists_and_has_a_value_that_the_server_takes(string file, int count)
    {
        var settings = Settings(file);
        Assert.Equal(count, settings.Count);
        ConfigurationCheck.Run(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    [Fact]
    public void A_setting_that_does_not_exist_would_be_found()
    {
        var settings = Settings("compose.yaml").Append(new("Redis:Url", "redis://redis:6379"));
        Assert.Throws<ConfigurationRefusedException>(() => ConfigurationCheck.Run(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
    }

    [Fact]
    public void The_image_sets_what_exists()
    {
        var settings = DockerSetting().Matches(File.ReadAllText(Path.Combine(Folder, "Dockerfile"))).Select(m => new KeyValuePair<string, string?>(Key(m.Groups[1].Value), m.Groups[2].Value)).ToList();
        Assert.Equal(["Storage:Sqlite:Path"], settings.Select(s => s.Key));
        ConfigurationCheck.Run(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    [Fact]
    public void Probes_ask_what_the_server_answers()
    {
        var paths = Scalars("kubernetes.yaml").Where(s => s.Key == "path" && s.Value != "/").Select(s => s.Value).Distinct().Order();
        Assert.Equal(["/health/live", "/health/ready"], paths);
    }

    public static TheoryData<string> LimitNames => [.. typeof(Limits).GetProperties().Where(p => p.PropertyType == typeof(int)).Select(p => p.Name)];

    [Theory, MemberData(nameof(LimitNames))]
    public void Each_limit_is_described_with_its_default_and_what_it_does_without_redis(string name)
    {
        var row = File.ReadLines(Path.Combine(Folder, "README.md")).Single(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal));
        var standard = typeof(Limits).GetProperty(name)?.GetValue(new Limits());
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{standard:N0}"), row.Split('|')[2], StringComparison.Ordinal);
        if (Enum.GetValues<RateLimit>().Where(l => name.StartsWith($"{l}", StringComparison.Ordinal)).ToList() is not [var limit]) return;
        Assert.Equal($"{RateRule.Of(limit, new Limits()).WithoutOthers}", row.Split('|')[^2].Trim(), ignoreCase: true);
    }

    private static List<KeyValuePair<string, string?>> Settings(string file) =>
        [.. Scalars(file).Where(s => s.Key.Contains("__", StringComparison.Ordinal)).Select(s => new KeyValuePair<string, string?>(Key(s.Key), Filled(s.Value)))];

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    /// <summary>As compose fills it in: with what it says there, or with something.</summary>
    private static string Filled(string value) => Variable().Replace(value, m => m.Groups[1].Value == ":-" ? m.Groups[2].Value : "something-long");

    private static List<(string Key, string Value)> Scalars(string file)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, file));
        yaml.Load(text);
        return [.. yaml.Documents.SelectMany(d => d.AllNodes).OfType<YamlMappingNode>().SelectMany(m => m.Children)
            .Where(c => c is { Key: YamlScalarNode, Value: YamlScalarNode }).Select(c => (((YamlScalarNode)c.Key).Value ?? "", ((YamlScalarNode)c.Value).Value ?? "")).Distinct()];
    }

    [GeneratedRegex(@"([A-Za-z]+(?:__[A-Za-z]+)+)=(\S+)")]
    private static partial Regex DockerSetting();

    [GeneratedRegex(@"\$\{\w+(:-|:\?)([^}]*)\}")]
    private static partial Regex Variable();
}
