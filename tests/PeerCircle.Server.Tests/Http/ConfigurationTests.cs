using Microsoft.Extensions.Configuration;
using PeerCircle.Server.Http;
using Xunit;

namespace PeerCircle.Server.Tests.Http;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("Limits:MessageCharacter=100", "Limits:MessageCharacter:")]
    [InlineData("Limits:MessageCharacters=many", "Limits:MessageCharacters:")]
    [InlineData("Limits:MessageCharacters=0", "Limits:MessageCharacters:")]
    [InlineData("Limits:MessageCharacters=32000", "Limits:FrameBytes:")]
    [InlineData("Limits:FrameBytes=32767", "Limits:FrameBytes:")]
    [InlineData("Limits:TypingPer10Seconds=1000001", "Limits:TypingPer10Seconds:")]
    [InlineData("Server:PublicURL=chat.example.org", "Server:PublicUrl:")]
    [InlineData("Server:PublicUrl=https://chat.example.org/chat", "Server:PublicUrl:")]
    [InlineData("Server:PublicUrl=ftp://chat.example.org", "Server:PublicUrl:")]
    [InlineData("Server:KnownProxies=10.0.0.0/40", "Server:KnownProxies:")]
    [InlineData("Server:KnownProxies:0=proxy.example.org", "Server:KnownProxies:")]
    [InlineData("Server:KnownProxies:first=10.0.0.1", "Server:KnownProxies:first:")]
    [InlineData("Storage:Provider=postgres", "Storage:Provider:")]
    [InlineData("Storage:Provider=mongo", "Storage:Mongo:Uri:")]
    [InlineData("Storage:Mongo:Uri=http://localhost", "Storage:Mongo:Uri:")]
    [InlineData("Storage:Mongo:Database=a/b", "Storage:Mongo:Database:")]
    [InlineData("Storage:Sqlite:Path= ", "Storage:Sqlite:Path:")]
    [InlineData("Storage:Path=x.db", "Storage:Path:")]
    [InlineData("Redis:Uri=http://localhost", "Redis:Uri:")]
    [InlineData("Redis:Uri=redis://localhost?protocol=resp2", "Redis:Uri:")]
    [InlineData("Redis:Uri=localhost,noSuchOption=1", "Redis:Uri:")]
    [InlineData("Redis:Uri=localhost,protocol=resp7", "Redis:Uri:")]
    [InlineData("Redis:Prefix=a b", "Redis:Prefix:")]
    [InlineData("Metrics:Enabled=true", "Metrics:Enabled:")]
    [InlineData("Metrics:Url=9464", "Metrics:Url:")]
    [InlineData("Metrics:Url=http://127.0.0.1", "Metrics:Url:")]
    [InlineData("Metrics:Url=http://127.0.0.1:0", "Metrics:Url:")]
    [InlineData("Metrics:Url=http://127.0.0.1:9464/metrics", "Metrics:Url:")]
    [InlineData("Metrics:Url=https://127.0.0.1:9464", "Metrics:Url:")]
    [InlineData("Metrics:Url=http://unix:/tmp/socket", "Metrics:Url:")]
    [InlineData("Accounts:Registration=all", "Accounts:Registration:")]
    [InlineData("Accounts:Registration=1", "Accounts:Registration:")]
    [InlineData("Accounts:SetupCode=short", "Accounts:SetupCode:")]
    [InlineData("Accounts:SessionIdleDays=0", "Accounts:SessionIdleDays:")]
    [InlineData("Accounts:SessionIdleDays=200", "Accounts:SessionMaxDays:")]
    [InlineData("Accounts:SessionMaxDays=1.5", "Accounts:SessionMaxDays:")]
    public void A_mistake_stops_the_start_and_names_its_key(string setting, string begins)
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(() => ServerHost.Create([$"--{setting}"]));
        Assert.StartsWith(begins, Assert.Single(refused.Mistakes), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(refused.Mistakes[0], refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("Server:PublicUrl=https://chat.example.org", "Server:KnownProxies=10.0.0.0/8, ::1")]
    [InlineData("Server:KnownProxies:0=10.0.0.1", "Server:KnownProxies:1=fd00::/8")]
    [InlineData("Storage:Provider=mongo", "Storage:Mongo:Uri=mongodb://a,b/?replicaSet=rs0", "Storage:Mongo:Database=peer_circle-1")]
    [InlineData("Redis:Uri=rediss://user:secret@redis.example.org:6380", "Redis:Prefix=pc2")]
    [InlineData("Redis:Uri=localhost:6379,password=secret,abortConnect=false")]
    [InlineData("Redis:Uri=localhost:6379,protocol=resp2")]
    [InlineData("Metrics:Url=http://127.0.0.1:9464")]
    [InlineData("Metrics:Url=http://*:9464")]
    [InlineData("Metrics:Url=http://[::1]:9464")]
    [InlineData("Accounts:Registration=Closed", "Accounts:SetupCode=long enough", "Accounts:SessionIdleDays=1", "Accounts:SessionMaxDays=1")]
    [InlineData("limits:messagecharacters=32000", "Limits:FrameBytes=196096", "Logging:LogLevel:Anything=Warning")]
    public void What_is_right_is_taken(params string[] settings) =>
        ConfigurationCheck.Run(new ConfigurationBuilder().AddCommandLine([.. settings.Select(s => $"--{s}")]).Build());

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(() => ServerHost.Create(["--Limits:Typo=1", "--Accounts:SetupCode=short", "--Storage:Provider=mongo"]));
        Assert.Equal(3, refused.Mistakes.Count);
    }
}
