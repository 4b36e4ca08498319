using System.Net.Http.Headers;
using System.Net.Http.Json;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Load;

/// <summary>An advice room with its members, each signed in once.</summary>
internal sealed record Room(ConversationId Conversation, IReadOnlyList<string> Tokens)
{
    private const string Password = "plain oats and rivers";

    public static async Task<Room> MakeAsync(Uri url, int members)
    {
        using var http = new HttpClient { BaseAddress = url };
        var tokens = new List<string>();
        RoomFacts? room = null;
        for (var n = 0; n < members; n++)
        {
            http.DefaultRequestHeaders.Authorization = null;
            var email = $"member{n}@example.org";
            await SendAsync<MemberFacts>(http, "/api/v1/accounts", new SignUpBody(email, Password, $"Member {n}", SetupCode: n == 0 ? "load-and-nothing-else" : null));
            var signedIn = await SendAsync<SignedIn>(http, "/api/v1/sessions", new SignInBody(email, Password, SessionKind.Token));
            tokens.Add(signedIn.Token ?? throw new InvalidOperationException("No token came."));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
            room = room is null
                ? await SendAsync<RoomFacts>(http, "/api/v1/rooms", new RoomBody("Load", "How much can we take?", []))
                : await SendAsync<RoomFacts>(http, $"/api/v1/rooms/{room.Id}/join", null);
        }
        return new Room((room ?? throw new InvalidOperationException("A room needs a member.")).ConversationId, tokens);
    }

    private static async Task<T> SendAsync<T>(HttpClient http, string path, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body, body.GetType(), options: WireJson.Tolerant);
        using var answer = await http.PostAsync(path, content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<T>(WireJson.Tolerant) ?? throw new InvalidOperationException($"{path} answered nothing.");
    }
}
