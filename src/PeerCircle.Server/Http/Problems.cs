using PeerCircle.Core;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Http;

/// <summary>What is thrown on the way of a call, as a problem: bad requests by what is wrong with them, outages as retryable, bugs without details.</summary>
internal sealed partial class Problems(RequestDelegate next, Limits limits, ILogger<Problems> logger)
{
    private static readonly Refusal Internal = new(Contracts.Wire.ErrorCodes.Internal, "Something went wrong on the server. It is noted under this answer's traceId.");

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception thrown) when (!context.Response.HasStarted)
        {
            var refusal = RefusalOf(thrown);
            if (refusal == Internal) LogBug(thrown, context.Request.Method, RouteOf(context), System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier);
            await Answers.Problem(refusal).ExecuteAsync(context);
        }
    }

    private Refusal RefusalOf(Exception thrown) => thrown switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => BodyRules.TooLarge(limits),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => BodyRules.UnsupportedType,
        BadHttpRequestException bad => Malformed.Of(bad),
        StoreUnavailableException => Refusal.StoreUnavailable,
        OutcomeUnknownException => Refusal.OutcomeUnknown,
        _ => Internal,
    };

    /// <summary>The route's pattern, not the path: paths hold tokens.</summary>
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    [LoggerMessage(1001, LogLevel.Error, "{Method} {Route} failed ({TraceId}).")]
    private partial void LogBug(Exception bug, string method, string route, string traceId);
}
