namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Knows whether a request is under way.</summary>
/// <param name="inner">What sends them.</param>
internal sealed class Traffic(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _idle = Completed();
    private int _underWay;

    /// <summary>Completes while nothing is under way.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Task;
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_underWay++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                if (--_underWay == 0)
                {
                    _idle.SetResult();
                }
            }
        }
    }

    private static TaskCompletionSource Completed()
    {
        TaskCompletionSource completed = new();
        completed.SetResult();
        return completed;
    }
}
