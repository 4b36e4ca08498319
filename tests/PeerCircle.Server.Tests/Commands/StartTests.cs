using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Commands;

/// <summary>How the server program begins, and how it says that it cannot.</summary>
[Collection(Processes.Name)]
public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private string Store => $"--Storage:Sqlite:Path={_place.File("store.db")}";

    [Fact]
    public async Task A_store_has_one_server()
    {
        await using var server = await ServerProcess.ServeAsync(ServerProcess.FreeUrl(), Store);

        var second = await ServerProcess.RunAsync(ServerProcess.Serving(ServerProcess.FreeUrl(), Store));

        Assert.Equal(1, second.Code);
        Assert.Contains(_place.File("store.db"), second.Error, StringComparison.Ordinal);
        Assert.Contains("held by another process", second.Error, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = server.Url };
        Assert.Equal("ok", await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Limits:MessagesPer10Second", "20")]
    [InlineData("Limits:MessageCharacters", "0")]
    [InlineData("Storage:Provider", "mysql")]
    [InlineData("Server:PublicUrl", "chat.example.org")]
    [InlineData("Redis:Uri", "http://somewhere")]
    public async Task A_wrong_configuration_stops_the_start_under_the_name_of_its_key(string key, string value)
    {
        var (code, _, error) = await ServerProcess.RunAsync(ServerProcess.Serving(ServerProcess.FreeUrl(), Store, $"--{key}={value}"));

        Assert.Equal(78, code);
        Assert.Contains($"{key}:", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_place.File("store.db")));
    }

    [Fact]
    public async Task MongoDB_without_a_uri_is_a_wrong_configuration()
    {
        var (code, _, error) = await ServerProcess.RunAsync("--Storage:Provider=mongo");

        Assert.Equal(78, code);
        Assert.Contains("Storage:Mongo:Uri:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standalone_MongoDB_is_refused_with_the_mend()
    {
        await using var mongo = await MongoServer.StandInAsync("--standalone");

        var (code, _, error) = await ServerProcess.RunAsync(ServerProcess.Serving(ServerProcess.FreeUrl(), "--Storage:Provider=mongo", $"--Storage:Mongo:Uri={mongo.ConnectionString}"));

        Assert.Equal(1, code);
        Assert.Contains("replica set", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_built_page_it_says_what_is_missing_and_the_API_works()
    {
        Directory.CreateDirectory(_place.File("nothing"));
        await using var server = await ServerProcess.ServeAsync(ServerProcess.FreeUrl(), Store, $"--webroot={_place.File("nothing")}", $"--staticWebAssets={_place.File("none.json")}");
        using var http = new HttpClient { BaseAddress = server.Url };

        using var page = await http.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)page.StatusCode);
        Assert.Contains("Node.js", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"setupRequired\":true", await http.GetStringAsync("/api/v1/server", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _place.Dispose();
}
