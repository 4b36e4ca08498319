using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MongoDB.Bson;
using PeerCircle.Storage.Mongo;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>JSON comes back from BSON as it went.</summary>
public sealed class MongoFormTests
{
    private static readonly JsonTypeInfo<JsonElement> Any = (JsonTypeInfo<JsonElement>)JsonSerializerOptions.Default.GetTypeInfo(typeof(JsonElement));

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("9007199254740993")]
    [InlineData("18446744073709551615")]
    [InlineData("0.1")]
    [InlineData("1.50")]
    [InlineData("-12345678901234567890.123456789")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1,[2,{\"three\":[null]}]]")]
    [InlineData("\"2026-11-23T05:47:12.345Z\"")]
    [InlineData("{\"$where\":\"x\",\"a.b\":1,\"\":2}")]
    public void A_value_comes_back_as_it_went(string text)
    {
        var stored = JsonForm.Write(JsonSerializer.Deserialize<JsonElement>($"{{\"value\":{text}}}"), Any);
        Assert.Equal($"{{\"value\":{text}}}", JsonForm.Read(BsonDocument.Parse(stored.ToJson()), Any).GetRawText());
    }

    [Theory]
    [InlineData("1e300", 1e300)]
    [InlineData("-2.5E-7", -2.5e-7)]
    public void A_number_in_another_notation_keeps_its_value(string text, double number)
    {
        var stored = JsonForm.Write(JsonSerializer.Deserialize<JsonElement>($"{{\"value\":{text}}}"), Any);
        Assert.Equal(number, JsonForm.Read(stored, Any).GetProperty("value").GetDouble());
    }
}
