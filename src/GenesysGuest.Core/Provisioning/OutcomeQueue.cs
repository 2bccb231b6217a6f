using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;

namespace GenesysGuest.Provisioning;

/// <summary>Outcomes on their way out: from many workers to one reader, who can sleep until there are enough to get up for.</summary>
internal sealed class OutcomeQueue : IValueTaskSource
{
    private readonly ConcurrentQueue<ProvisioningOutcome> _outcomes = new();
    private ManualResetValueTaskSourceCore<bool> _sleep; // whoever sleeps goes on at once when woken, not through the thread pool
    private int _isAsleep;
    private int _wanted = int.MaxValue;
    private int _ready;

    /// <summary>Puts one in; from any thread.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        _outcomes.Enqueue(outcome);
        if (Interlocked.Increment(ref _ready) >= Volatile.Read(ref _wanted))
        {
            Wake();
        }
    }

    /// <summary>Takes one, if it is there; only the reader.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake([NotNullWhen(true)] out ProvisioningOutcome? outcome)
    {
        if (!_outcomes.TryDequeue(out outcome))
        {
            return false;
        }

        Interlocked.Decrement(ref _ready);
        return true;
    }

    /// <summary>Waits for outcomes; only the reader, who waits for one thing at a time.</summary>
    /// <param name="wanted">How many.</param>
    /// <returns>When there are so many, or when it is woken.</returns>
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
            Wake(); // one came between the look and the sleep
        }

        return new ValueTask(this, sleep);
    }

    /// <summary>Ends the waiting, whatever is ready; from any thread.</summary>
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
