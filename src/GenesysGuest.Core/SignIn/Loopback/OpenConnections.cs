namespace GenesysGuest.SignIn.Loopback;

/// <summary>The connections that are open, oldest first, and never more than so many.</summary>
internal sealed class OpenConnections : IDisposable
{
    /// <summary>Beyond this the oldest that has sent no whole request makes room: idle connections cannot keep the browser out.</summary>
    public const int MaxConnections = 512;

    private readonly object _gate = new();
    private readonly List<CallbackConnection> _open = [];
    private bool _isDisposed;

    /// <summary>Takes in a connection; after the end it is closed instead.</summary>
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

    /// <summary>Waits for those that brought a valid answer; each has a deadline of its own.</summary>
    public Task ValidEndedAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_open.Where(c => c.IsValid).Select(c => c.Ended));
        }
    }

    /// <summary>Closes all, at once.</summary>
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
        // Whoever already has an answer is spared while there are others, and the user's own browser always.
        CallbackConnection? oldest = _open.Find(c => !c.IsAnswered) ?? _open.Find(c => !c.IsValid);
        if (oldest is not null)
        {
            _open.Remove(oldest);
        }

        return oldest;
    }
}
