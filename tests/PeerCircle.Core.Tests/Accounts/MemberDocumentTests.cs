using System.Text.Json;
using PeerCircle.Core.Accounts;
using Xunit;

namespace PeerCircle.Core.Tests.Accounts;

public sealed class MemberDocumentTests
{
    [Fact]
    public void A_member_stored_before_they_could_say_what_they_work_towards_is_still_read_and_found()
    {
        const string Stored = """
            {"id":"01890a5d-0000-7000-8000-000000000001","email":"ada@example.org","emailKey":"ada@example.org","displayName":"Ada","headline":"Opens clinics",
            "organisation":"Ärzte-Netz","passwordHash":"x","createdAt":"2026-01-02T03:04:05.000Z"}
            """;
        var member = JsonSerializer.Deserialize(Stored, Member.Type.Json) ?? throw new InvalidOperationException("Nothing was read.");
        Assert.Null(member.WorkingTowards);
        Assert.Equal(["ada", "opens", "clinics", "arzte-netz"], Member.Type.Indexes["word"](member));
        Assert.Equal(["arzte-netz"], Member.Type.Indexes["organisation"](member));
    }
}
