using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerCircle.Load.Generator;

/// <summary>Linux's epoll(7), level-triggered and for reading only: one thread looks at thousands of sockets for the price of those that have something.</summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 1;

    private readonly int _descriptor = Checked(Create(0));
    private readonly Ready[] _ready = new Ready[1_024];

    public void Watch(Socket socket, int tag)
    {
        var interest = new Ready { Events = Readable, Tag = tag };
        Checked(Control(_descriptor, Add, (int)socket.Handle, ref interest));
    }

    /// <summary>The tags of sockets that can be read or have ended, at most 1,024 of them, valid until the next call.</summary>
    /// <param name="milliseconds">How long to wait for the first; 0 only looks.</param>
    public ReadOnlySpan<Ready> Wait(int milliseconds)
    {
        var count = Wait(_descriptor, _ready, _ready.Length, milliseconds);
        // A signal is no failure.
        return count < 0 ? [] : _ready.AsSpan(0, count);
    }

    public void Dispose() => Checked(Close(_descriptor));

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int descriptor, int operation, int socket, ref Ready interest);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int descriptor, [Out] Ready[] ready, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    /// <summary>The kernel's <c>struct epoll_event</c>, packed as on x86-64.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Ready
    {
        public uint Events;
        public int Tag;
        private int _unused;
    }
}
