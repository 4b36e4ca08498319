using System.Text.Json.Nodes;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations;

public sealed class GoldenScenarios
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Are_there() => Assert.True(Files.Count > 15);

    [Theory]
    [MemberData(nameof(Files))]
    public void Hold(string file)
    {
        var names = new ScenarioNames();
        var reader = new ScenarioReader(names);
        var check = new ScenarioCheck(names);
        var state = new ClientState(names.Id<MemberId>("me"), Online: true);
        names.Id<MemberId>("you");
        foreach (var (index, step) in JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!["steps"]!.AsArray().Index())
        {
            var @do = step!["do"]!.AsObject();
            var outcome = Reducer.Reduce(state, reader.Step(@do, state));
            state = outcome.State;
            if (step["expect"] is not JsonObject expected) continue;
            try
            {
                check.Expect(state, reader.Conversation(@do), expected);
                foreach (var (other, about) in expected["others"]?.AsObject() ?? []) check.Expect(state, names.Id<ConversationId>(other), about!.AsObject());
                if (expected["wants"] is JsonArray wants) check.ExpectWants(outcome.Wants, reader.Conversation(@do), wants);
            }
            catch (Exception failure)
            {
                Assert.Fail($"Step {index + 1} {@do.ToJsonString()}: {failure.Message}");
            }
        }
    }
}
