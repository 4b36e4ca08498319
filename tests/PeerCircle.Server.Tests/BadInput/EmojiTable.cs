using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>What is one emoji, and what is not.</summary>
[Collection(nameof(Bad))]
public sealed class EmojiTable(BadScene scene)
{
    public static TheoryData<string> Emoji =>
    [
        "👍", "👍🏽", "❤️", "❤", "☺️", "©", "🇩🇪", "🇩🇪\ufe0f", "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", "👨‍👩‍👧‍👦", "👩🏽‍🚀", "🏳️‍🌈", "1️⃣", "#\u20e3", "*️⃣", " 🎉 ", "🧑🏻‍❤️‍💋‍🧑🏿", "🐻‍❄️", "🫱🏼‍🫲🏿",
    ];

    public static TheoryData<string> Others =>
    [
        "", " ", "a", "yes", "1", "#", "é", "漢", "👍👍", "👍 👍", "👍a", "a👍", "🇩", "🇩🇪🇫🇷", "🇩a", "\u200d", "\ufe0f", "\u20e3", "a\u20e3", "🏽a", "👍" + string.Concat(Enumerable.Repeat("\u0301", 31)), "<b>", ":+1:",
    ];

    [Theory, MemberData(nameof(Emoji))]
    public async Task One_emoji_is_taken_over_the_hub_and_over_HTTP(string emoji)
    {
        await using var client = await scene.Server.ConnectAsync(scene.Ada, Wire.Pack);
        var posted = await client.PostAsync(scene.Conversation, "to react to");
        await client.ReactAsync(scene.Conversation, posted.Id, emoji);
        var path = $"/api/v1/conversations/{scene.Conversation}/messages/{posted.Id}";
        Assert.Equal(emoji.Trim(), (await scene.Server.GetAsync(scene.Ada, path))["message"]!["reactions"]![0]!.Text("emoji"));
        Assert.Equal(200, (int)(await scene.Server.CallAsync("DELETE", $"{path}/reactions/{Uri.EscapeDataString(emoji)}", by: scene.Ada)).Status);
        Assert.Null((await scene.Server.GetAsync(scene.Ada, path))["message"]!["reactions"]);
    }

    [Theory, MemberData(nameof(Others))]
    public Task Anything_else_is_refused(string text) => scene.HoldsAsync(async () =>
    {
        await using var client = await scene.Server.ConnectAsync(scene.Ada);
        foreach (var on in new[] { true, false })
        {
            var answer = await client.CallAsync("React", new { conversationId = scene.Conversation, id = scene.Own, emoji = text, on });
            Assert.Equal(ErrorCodes.ReactionInvalid, answer.Code);
        }
    });
}
