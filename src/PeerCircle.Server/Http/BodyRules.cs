using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>
/// How large a body may be and what it may hold, before anything else of a call is looked at. A body that does not tell its length
/// is read here, up to the limit.
/// </summary>
internal sealed class BodyRules(RequestDelegate next, Limits limits)
{
    public Task InvokeAsync(HttpContext context) => context.Request.Path.StartsWithSegments("/api") ? CheckAsync(context) : next(context);

    public static Refusal UnsupportedType { get; } = new(ErrorCodes.RequestUnsupportedType, "A body is application/json in UTF-8.");

    public static Refusal TooLarge(Limits limits) => new(ErrorCodes.RequestTooLarge, $"A body has at most {limits.FrameBytes} bytes.");

    private async Task CheckAsync(HttpContext context)
    {
        var request = context.Request;
        var length = request.ContentLength;
        if (length > limits.FrameBytes)
        {
            await RefuseAsync(context, TooLarge(limits));
            return;
        }
        if (length is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            if (await ReadAsync(request, context.RequestAborted) is not { } read)
            {
                await RefuseAsync(context, TooLarge(limits));
                return;
            }
            context.Response.RegisterForDispose(read);
            request.Body = read;
            length = read.Length;
        }
        if (length > 0 && !IsJson(request))
        {
            await RefuseAsync(context, UnsupportedType);
            return;
        }
        await next(context);
    }

    private static Task RefuseAsync(HttpContext context, Refusal refusal) => Answers.Problem(refusal).ExecuteAsync(context);

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private async Task<MemoryStream?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var read = new MemoryStream();
        var buffer = new byte[8_192];
        for (int count; (count = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + count > limits.FrameBytes)
            {
                await read.DisposeAsync();
                return null;
            }
            read.Write(buffer, 0, count);
        }
        read.Position = 0;
        return read;
    }
}
