using PeerCircle.Contracts.Accounts;

namespace PeerCircle.Server.Demo;

/// <summary>Somebody of the demo network: what they are called, and what they say of themselves.</summary>
/// <param name="Part">For the list of whom one can sign in as.</param>
internal sealed record Figure(string Name, string Email, string Part, ProfilePatch Profile)
{
    /// <summary>What the others call them, and what stands after an @ in the script.</summary>
    public string FirstName => Name.Split(' ')[0];
}
