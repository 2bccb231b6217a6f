namespace GenesysGuest.SignIn.Loopback;

/// <summary>The open connections, oldest first, up to a maximum number.</summary>
internal sealed class OpenConnections : IDisposable
{
    /// <summary>The maximum number of connections. Beyond it, the oldest one without a complete request is closed, so that idle connections cannot block the browser.</summary>
    public const int MaxConnections = 512;

    private readonly object _gate = new();
    private readonly List<CallbackConnection> _open = [];
    private bool _isDisposed;

    /// <summary>Adds a connection, or closes it if this instance is disposed.</summary>
    public void Add(CallbackConnection connection)
    {
        CallbackConnection? dropped;
        lock (_gate)
        {
            dropped = _isDisposed ? connection : _open.Count < MaxConnections ? null : TakeOldest();
            if (!_isDisposed)
            {
                _open.Add(connection);
            }
        }

        dropped?.Dispose();
    }

    public void Remove(CallbackConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
        }
    }

    public void DropOldest()
    {
        CallbackConnection? dropped;
        lock (_gate)
        {
            dropped = TakeOldest();
        }

        dropped?.Dispose();
    }

    /// <summary>Waits for the connections with a valid response. Each has a time limit.</summary>
    public Task ValidEndedAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_open.Where(c => c.IsValid).Select(c => c.Ended));
        }
    }

    /// <summary>Closes all connections immediately.</summary>
    public void Dispose()
    {
        CallbackConnection[] open;
        lock (_gate)
        {
            _isDisposed = true;
            open = [.. _open];
            _open.Clear();
        }

        foreach (CallbackConnection connection in open)
        {
            connection.Dispose();
        }
    }

    private CallbackConnection? TakeOldest()
    {
        // Connections with a response are closed only if there are no others. The user's browser is never closed.
        CallbackConnection? oldest = _open.Find(c => !c.IsAnswered) ?? _open.Find(c => !c.IsValid);
        if (oldest is not null)
        {
            _open.Remove(oldest);
        }

        return oldest;
    }
}
