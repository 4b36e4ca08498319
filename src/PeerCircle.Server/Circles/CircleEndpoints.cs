using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Circles;

/// <summary>The HTTP API of circles and their invites (contract, section 5).</summary>
internal static class CircleEndpoints
{
    public static void MapCircles(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Circles").RequireAuthorization();

        api.MapPost("/circles", CircleCalls.CreateAsync).Named("createCircle", "Make a circle and be its host").Produces<CircleFacts>(201);
        api.MapGet("/circles", CircleCalls.ListAsync).Named("listCircles", "One's own circles").Produces<ListOf<CircleFacts>>();
        api.MapGet("/circles/{id:id}", CircleCalls.ReadAsync).Named("getCircle", "A circle one is in").Produces<CircleFacts>();
        api.MapPatch("/circles/{id:id}", CircleCalls.EditAsync).Named("changeCircle", "Change a circle as its host").Produces<CircleFacts>();
        api.MapDelete("/circles/{id:id}/members/{member:id}", CircleCalls.RemoveAsync).Named("leaveCircle", "Leave, or as a host remove another").Produces(204);
        api.MapPatch("/circles/{id:id}/members/{member:id}", CircleCalls.SetRoleAsync).Named("setCircleRole", "Make a host, or a member again").Produces<CircleFacts>();

        api.MapPost("/circles/{id:id}/invites", InviteCalls.MakeAsync).Named("makeInvite", "Make an invite; shows its token, this once").Produces<InviteMade>(201);
        api.MapGet("/circles/{id:id}/invites", InviteCalls.ListAsync).Named("listInvites", "The invites that still work").Produces<ListOf<InviteFacts>>();
        api.MapDelete("/circles/{id:id}/invites/{invite:id}", InviteCalls.WithdrawAsync).Named("withdrawInvite", "Make an invite useless").Produces(204);
        api.MapGet("/invites/{token}", InviteCalls.ViewAsync).AllowAnonymous().Named("getInvite", "What an invite is to").Produces<InviteView>();
        api.MapPost("/invites/{token}/accept", InviteCalls.AcceptAsync).Named("acceptInvite", "Join the circle of an invite").Produces<CircleFacts>();
    }
}
