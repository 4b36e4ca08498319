using System.Net;
using System.Net.Sockets;

namespace PeerCircle.Server.Http;

/// <summary>Addresses as limits and lock-outs count them.</summary>
internal static class Addresses
{
    /// <summary>The caller's address: IPv4 whole, IPv6 by /64, since who has one address of a /64 has them all.</summary>
    public static string KeyOf(HttpContext context) => KeyOf(context.Connection.RemoteIpAddress);

    public static string KeyOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}
