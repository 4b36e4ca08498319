using System.Security.Claims;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Rooms;
using PeerCircle.Server.Circles;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Rooms;

/// <summary>The HTTP API of advice rooms (contract, section 5).</summary>
internal static class RoomEndpoints
{
    public static IServiceCollection AddRooms(this IServiceCollection services) => services.AddOwned(Room.Type).AddSingleton<RoomDirectory>();

    public static void MapRooms(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/rooms").WithTags("Rooms").RequireAuthorization();

        api.MapPost("/", CreateAsync).Named("createRoom", "Make an advice room").Produces<RoomFacts>(201);
        api.MapGet("/", ListAsync).Named("listRooms", "All advice rooms, by name").Produces<ListOf<RoomFacts>>();
        api.MapGet("/{id:id}", ReadAsync).Named("getRoom", "An advice room").Produces<RoomFacts>();
        api.MapPatch("/{id:id}", EditAsync).Named("changeRoom", "Change a room one made").Produces<RoomFacts>();
        api.MapPost("/{id:id}/join", JoinAsync).Named("joinRoom", "Join a room, and so read it").Produces<RoomFacts>();
        api.MapPost("/{id:id}/leave", LeaveAsync).Named("leaveRoom", "Leave a room").Produces(204);
    }

    private static async Task<IResult> CreateAsync(RoomBody body, ClaimsPrincipal user, RateLimits rates, RoomDirectory rooms, CancellationToken cancellation) =>
        rates.TakeCreation("room", user.Member()) is { } refusal ? Answers.Problem(refusal) : Answers.Created(await rooms.CreateAsync(user.Member(), body, cancellation));

    private static async Task<IResult> ListAsync(
        string? query, string? tag, string? limit, string? next, ClaimsPrincipal user, RoomDirectory rooms, CancellationToken cancellation) =>
        Paging.Limit(limit).TryGet(out var count, out var refusal)
            ? Answers.Ok(await rooms.ListAsync(user.Member(), query, tag, next, count, cancellation))
            : Answers.Problem(refusal);

    private static async Task<IResult> ReadAsync(RoomId id, ClaimsPrincipal user, RoomDirectory rooms, CancellationToken cancellation) =>
        Answers.Ok(await rooms.FindAsync(user.Member(), id, cancellation));

    private static async Task<IResult> EditAsync(RoomId id, RoomPatch body, ClaimsPrincipal user, RoomDirectory rooms, CancellationToken cancellation) =>
        Answers.Ok(await rooms.EditAsync(user.Member(), id, body, cancellation));

    private static async Task<IResult> JoinAsync(RoomId id, ClaimsPrincipal user, RoomDirectory rooms, CancellationToken cancellation) =>
        Answers.Ok(await rooms.JoinAsync(user.Member(), id, cancellation));

    private static async Task<IResult> LeaveAsync(RoomId id, ClaimsPrincipal user, RoomDirectory rooms, CancellationToken cancellation) =>
        Answers.NoContent(await rooms.LeaveAsync(user.Member(), id, cancellation));
}
