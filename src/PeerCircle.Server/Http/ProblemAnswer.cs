using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>A refusal on its way out as <c>application/problem+json</c>.</summary>
internal sealed class ProblemAnswer(Refusal refusal, int? status = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = new ProblemDetails { Status = status ?? Answers.Status(refusal.Code), Detail = refusal.Message };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? httpContext.TraceIdentifier;
        if (refusal.Errors is { } errors) problem.Extensions["errors"] = errors.ToDictionary(e => e.Key, e => new[] { e.Value });
        if (refusal.RetryAfter is { } wait)
        {
            problem.Extensions["retryAfterMs"] = (long)Math.Ceiling(wait.TotalMilliseconds);
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        await TypedResults.Problem(problem).ExecuteAsync(httpContext);
    }
}
