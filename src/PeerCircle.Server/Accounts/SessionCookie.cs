using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

/// <summary>The cookie that carries a browser's token; scripts cannot read it.</summary>
internal sealed class SessionCookie(ServerOptions options)
{
    /// <summary>With the prefix, browsers take it only over https, for this host and every path.</summary>
    public string Name { get; } = options.IsSecure ? "__Host-pc_session" : "pc_session";

    public void Set(HttpResponse response, string token, DateTimeOffset endsAt) => response.Cookies.Append(Name, token, Form(endsAt));

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Form(null));

    private CookieOptions Form(DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = options.IsSecure,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
