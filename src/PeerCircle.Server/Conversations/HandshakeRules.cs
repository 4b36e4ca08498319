using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Turns away hub connections that are too many at a time, before anything is looked up for them. Those that are refused for another reason do not count, so that strangers do
/// not take the places of members.
/// </summary>
internal sealed class HandshakeRules(RequestDelegate next, Handshakes handshakes)
{
    private static readonly Refusal Busy = new(ErrorCodes.ServerBusy, "Very many connect at this moment. Try again.", Retryable: true, TimeSpan.FromSeconds(1));

    public Task InvokeAsync(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null ? next(context) : BeginAsync(context);

    private async Task BeginAsync(HttpContext context)
    {
        if (!handshakes.TryBegin())
        {
            HubMeter.Handshake("busy");
            await Answers.Problem(Busy).ExecuteAsync(context);
            return;
        }
        await next(context);
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest) handshakes.GiveBack();
    }

    /// <summary>On the endpoint where hub connections begin.</summary>
    public sealed record Mark;
}
