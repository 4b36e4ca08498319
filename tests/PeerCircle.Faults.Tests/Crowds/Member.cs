using PeerCircle.Client;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>A member who is signed in, and may act over HTTP at any server.</summary>
internal sealed class Member
{
    private const string Password = "plain oats and rivers";
    private readonly string _email;

    private Member(string name, string email, MemberId id, string token) => (Name, _email, Id, Token) = (name, email, id, token);

    public string Name { get; }

    public MemberId Id { get; }

    public string Token { get; private set; }

    public static async Task<Member> JoinAsync(Uri server, string name, CancellationToken cancellation)
    {
        var email = $"{name}-{Guid.NewGuid():N}@example.org";
        await using var client = new PeerCircleClient(server);
        await client.Accounts.SignUpAsync(new SignUpBody(email, Password, name, SetupCode: ServerProcess.SetupCode), cancellation);
        var signedIn = await client.SignInAsync(email, Password, cancellation);
        return new Member(name, email, signedIn.Member.Id, signedIn.Token ?? "");
    }

    /// <summary>Signs in anew, where all sessions were ended.</summary>
    public async Task SignInAsync(Uri server, CancellationToken cancellation)
    {
        await using var client = new PeerCircleClient(server);
        Token = (await client.SignInAsync(_email, Password, cancellation)).Token ?? "";
    }

    /// <summary>For calls over HTTP; keeps no connection.</summary>
    public PeerCircleClient At(Uri server) => new(server, options => options.AccessToken = _ => ValueTask.FromResult<string?>(Token));
}
