using System.Runtime.InteropServices;

namespace PeerCircle.Server.Stopping;

/// <summary>
/// Stops the server when a supervisor or a person at the keyboard says so: drained first. Said twice, at once. SignalR closes all connections the moment that a host begins
/// to stop, so the drain comes before.
/// </summary>
internal sealed class DrainLifetime(Drain drain, IHostApplicationLifetime host, ILogger<DrainLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _said;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT]) _signals.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _hurry.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _said) == 1) _ = StopAsync();
        else _hurry.Cancel();
    }

    private async Task StopAsync()
    {
        try
        {
            await drain.RunAsync(_hurry.Token);
        }
        catch (Exception failure)
        {
            if (!_hurry.IsCancellationRequested) Log.DrainFailed(logger, failure);
        }
        host.StopApplication();
    }
}
