using System.Net;
using System.Net.Sockets;

namespace PeerCircle.Browser.Tests.Stage;

internal static class Ports
{
    /// <summary>A free one, for something that is to come back under it: below those that the system gives to clients, which would else take it meanwhile.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(12_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }
}
