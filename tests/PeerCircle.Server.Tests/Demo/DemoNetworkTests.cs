using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Rooms;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Demo;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Sqlite;
using Xunit;

namespace PeerCircle.Server.Tests.Demo;

/// <summary>Which stores are filled, and when what was said in them was said.</summary>
public sealed class DemoNetworkTests : IDisposable
{
    private static readonly StoreName Name = new("The store", "delete it", "--another");

    private readonly TemporaryDirectory _place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_in_a_store_keeps_it_from_being_filled()
    {
        await using var store = await OpenAsync();
        var made = Room.Found(new MemberId(Guid.CreateVersion7()), new RoomBody("Left over", "", []), DateTimeOffset.UtcNow);
        Assert.True(made.TryGet(out var room, out _));
        await store.Documents.InsertAsync(Room.Type, room, Cancellation);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => DemoNetwork.FillAsync(store, Name, DateTimeOffset.UtcNow, Cancellation));

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Null(await store.Documents.FindAsync(DemoMark.Type, DemoMark.TheId, Cancellation));
    }

    [Fact]
    public async Task A_store_whose_filling_was_interrupted_says_how_to_start_over()
    {
        await using var store = await OpenAsync();
        var begun = new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
        await store.Documents.InsertAsync(DemoMark.Type, new DemoMark { Password = "never shown", BegunAt = begun }, Cancellation);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => DemoNetwork.FillAsync(store, Name, DateTimeOffset.UtcNow, Cancellation));

        Assert.Contains("interrupted", refused.Message, StringComparison.Ordinal);
        Assert.Contains("delete it, and start again.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_store_has_a_password_of_its_own()
    {
        await using var store = await OpenAsync();
        var mark = await DemoNetwork.FillAsync(store, Name, DateTimeOffset.UtcNow, Cancellation);
        Assert.Equal(mark, await DemoNetwork.FillAsync(store, Name, DateTimeOffset.UtcNow, Cancellation));
        await using var other = await OpenAsync("other.db");
        Assert.NotEqual(mark.Password, (await DemoNetwork.FillAsync(other, Name, DateTimeOffset.UtcNow, Cancellation)).Password);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Los_Angeles")]
    public void No_hour_of_the_script_lies_in_the_future_and_only_the_last_day_may_be_a_weekend(string zone)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var now = new DateTimeOffset(2026, 3, 23, 0, 30, 0, TimeSpan.Zero); now < new DateTimeOffset(2026, 4, 7, 0, 0, 0, TimeSpan.Zero); now += TimeSpan.FromHours(1))
        {
            var calendar = new Calendar(now, place);
            Assert.InRange(now - calendar.At(0, Calendar.MorningEnds), TimeSpan.Zero, TimeSpan.FromHours(25));
            for (var day = -30; day < 0; day++)
            {
                Assert.True(calendar.At(day, new TimeOnly(23, 59)) < calendar.At(day + 1, TimeOnly.MinValue));
                Assert.DoesNotContain(calendar.NameOf(day), (string[])["Saturday", "Sunday"]);
            }
        }
    }

    public void Dispose() => _place.Dispose();

    private async Task<SqliteStore> OpenAsync(string name = "store.db")
    {
        var store = new SqliteStore(_place.File(name), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await store.OpenAsync(StoreHold.Exclusive, Cancellation);
        return store;
    }
}
