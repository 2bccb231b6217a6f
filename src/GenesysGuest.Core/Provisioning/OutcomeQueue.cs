using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;

namespace GenesysGuest.Provisioning;

/// <summary>A queue of outcomes from many workers to one reader, which can wait until enough outcomes are available.</summary>
internal sealed class OutcomeQueue : IValueTaskSource
{
    private readonly ConcurrentQueue<ProvisioningOutcome> _outcomes = new();
    private ManualResetValueTaskSourceCore<bool> _sleep; // the waiting reader continues synchronously when woken, not through the thread pool
    private int _isAsleep;
    private int _wanted = int.MaxValue;
    private int _ready;

    /// <summary>Adds an outcome. Can be called from any thread.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        _outcomes.Enqueue(outcome);
        if (Interlocked.Increment(ref _ready) >= Volatile.Read(ref _wanted))
        {
            Wake();
        }
    }

    /// <summary>Takes an outcome if one is available. Only for the reader.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether an outcome was available.</returns>
    public bool TryTake([NotNullWhen(true)] out ProvisioningOutcome? outcome)
    {
        if (!_outcomes.TryDequeue(out outcome))
        {
            return false;
        }

        Interlocked.Decrement(ref _ready);
        return true;
    }

    /// <summary>Waits for outcomes. Only for the reader, and only one wait at a time.</summary>
    /// <param name="wanted">The number of outcomes to wait for.</param>
    /// <returns>A task that completes when enough outcomes are available, or when the reader is woken.</returns>
    public ValueTask WaitAsync(int wanted)
    {
        if (Volatile.Read(ref _ready) >= wanted)
        {
            return default;
        }

        _sleep.Reset();
        short sleep = _sleep.Version;
        Volatile.Write(ref _wanted, wanted);
        Interlocked.Exchange(ref _isAsleep, 1);
        if (Volatile.Read(ref _ready) >= wanted)
        {
            Wake(); // an outcome was added between the check and the wait
        }

        return new ValueTask(this, sleep);
    }

    /// <summary>Ends the wait, regardless of the available outcomes. Can be called from any thread.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            _sleep.SetResult(result: true);
        }
    }

    void IValueTaskSource.GetResult(short token) => _sleep.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _sleep.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _sleep.OnCompleted(continuation, state, token, flags);
}
