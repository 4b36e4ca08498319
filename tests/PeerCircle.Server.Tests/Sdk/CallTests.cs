using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>The HTTP API as the TypeScript SDK has it, beside the one that the server documents.</summary>
[Collection(nameof(Packed))]
public sealed partial class CallTests(SdkPackage package)
{
    /// <summary>Lists are paged by the SDK, by as much as it thinks right.</summary>
    private static readonly string[] Paging = ["limit", "next"];

    /// <summary>The document has one schema for members and for oneself, of whom more is told.</summary>
    private static readonly string[] OfOneself = ["MemberFacts.email", "MemberFacts.quietHours"];
    private static readonly string[] AboutOneself = ["accounts.me", "accounts.changeMe", "accounts.signUp"];

    [Fact]
    public async Task What_the_sdk_calls_is_documented_and_what_is_documented_it_calls()
    {
        var (document, calls) = await ReadAsync();
        var faults = calls.Missed.Select(name => $"calls.mjs leaves out {name}").ToList();
        foreach (var call in calls.Requests)
        {
            if (!document.Operations.TryGetValue(call.Name, out var operation))
            {
                faults.Add($"{call.By}: {call.Name} is not documented");
                continue;
            }
            var (sent, known) = (ApiDocument.NamesOf(call.Body).Order(StringComparer.Ordinal).ToList(), document.Names(ApiDocument.Body(operation)).Order(StringComparer.Ordinal).ToList());
            if (!sent.SequenceEqual(known)) faults.Add($"{call.By}: sends {string.Join(' ', sent)}; documented is {string.Join(' ', known)}");
            faults.AddRange(call.Query.Except(ApiDocument.QueryNames(operation)).Select(name => $"{call.By}: {call.Name} takes no {name}"));
        }
        foreach (var (name, operation) in document.Operations)
        {
            var made = calls.Requests.Where(c => c.Name == name).ToList();
            if (made.Count == 0) faults.Add($"{name}: the SDK does not call it");
            else faults.AddRange(ApiDocument.QueryNames(operation).Except(made.SelectMany(c => c.Query)).Except(Paging).Select(query => $"{name}: the SDK does not ask for {query}"));
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task What_the_server_answers_and_what_the_sdk_shows_has_its_types()
    {
        var (document, calls) = await ReadAsync();
        var sources = new Dictionary<string, string> { ["answers.ts"] = Answers(document, calls), ["calls.mjs"] = await TextAsync(CallsFile) };
        foreach (var example in Directory.GetFiles(Path.Combine(package.Unpacked, "examples"))) sources[Path.GetFileName(example)] = await TextAsync(example);
        foreach (Match block in Code().Matches(await TextAsync(Path.Combine(package.Unpacked, "README.md")))) sources[$"readme{block.Index}.ts"] = Complete(block.Groups[1].Value);
        await package.CheckTypesAsync(sources);

        static Task<string> TextAsync(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    /// <summary>For every call a value with all that is documented as its answer.</summary>
    private static string Answers(ApiDocument document, Calls calls) => $$"""
        import type { Api, List } from "@peercircle/sdk";
        /** All of a list is what its pages hold; whoever wants no answer may be given one. */
        type Answer<T> = T extends (...given: never[]) => Promise<infer R> ? ([R] extends [void] ? unknown : R extends readonly (infer I)[] ? List<I> : R) : never;
        declare const text: string;
        declare const number: number;
        declare const truth: boolean;
        declare const anything: any;
        declare function oneOf<const T>(...values: T[]): T;
        {{string.Join('\n', calls.Requests.DistinctBy(c => c.By).Where(c => document.Operations.ContainsKey(c.Name)).Select((call, index) =>
        {
            var answer = document.Sample(ApiDocument.Answer(document.Operations[call.Name]), field => OfOneself.Contains(field) && !AboutOneself.Contains(call.By));
            return $"export const answer{index}: Answer<Api[\"{call.By.Replace(".", "\"][\"", StringComparison.Ordinal)}\"]> = {answer};";
        }))}}
        """;

    /// <summary>A part of a program, among what was shown before it.</summary>
    private static string Complete(string code) => code.Contains("import ", StringComparison.Ordinal) ? code : $$"""
        import type { ConversationHandle, PeerCircleClient } from "@peercircle/sdk";
        declare const client: PeerCircleClient;
        declare const room: ConversationHandle;
        {{code}}
        """;

    private static string CallsFile => Path.Combine(AppContext.BaseDirectory, "Sdk", "calls.mjs");

    private async Task<(ApiDocument, Calls)> ReadAsync()
    {
        Assert.SkipWhen(package.Missing is not null, package.Missing ?? "");
        await using var server = await AccountsServer.StartAsync();
        var document = new ApiDocument((await server.CallAsync("GET", "/openapi/v1.json")).Body ?? throw new InvalidOperationException("There is no document."));
        var program = Path.Combine(package.Place, "calls.mjs"); // Where it finds the package.
        File.Copy(CallsFile, program, overwrite: true);
        var calls = JsonSerializer.Deserialize<Calls>(string.Concat(await NodeProcess.RunAsync("node", package.Place, [program])), JsonSerializerOptions.Web);
        return (document, calls ?? throw new InvalidOperationException("Nothing was called."));
    }

    [GeneratedRegex(@"^```ts\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    private sealed record Calls(IReadOnlyList<Call> Requests, IReadOnlyList<string> Missed);

    private sealed record Call(string By, string Method, string Path, IReadOnlyList<string> Query, JsonNode? Body)
    {
        /// <summary>Every parameter of a path is given as an at-sign.</summary>
        public string Name => $"{Method} {Path.Replace("%40", "*", StringComparison.Ordinal)}";
    }
}
