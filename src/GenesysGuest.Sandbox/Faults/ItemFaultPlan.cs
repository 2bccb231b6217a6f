namespace GenesysGuest.Sandbox;

/// <summary>Determines which items of bulk requests fail, and how. Queued faults come first, in order. Then faults occur at random. Thread-safe.</summary>
internal sealed class ItemFaultPlan
{
    private readonly Lock _gate = new();
    private readonly Queue<(ItemFault Fault, int Times)> _queue = [];
    private readonly List<(ItemFault Fault, double Probability)> _rates = [];
    private readonly Random _dice;
    private volatile bool _isEmpty = true;
    private int _taken;
    private int _befallen;

    public ItemFaultPlan(int seed)
    {
        // Separate random numbers, so that item faults do not change which requests fail.
#pragma warning disable CA5394 // deliberately repeatable
        _dice = new Random(seed);
#pragma warning restore CA5394
    }

    public int Befallen => Volatile.Read(ref _befallen);

    public long Pending
    {
        get
        {
            lock (_gate)
            {
                return _queue.Sum(planned => (long)planned.Times) - _taken;
            }
        }
    }

    public void Enqueue(ItemFault fault, int times)
    {
        lock (_gate)
        {
            _queue.Enqueue((fault, times));
            _isEmpty = false;
        }
    }

    public void Rate(ItemFault fault, double probability)
    {
        lock (_gate)
        {
            _rates.Add((fault, probability));
            _isEmpty = false;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _queue.Clear();
            _rates.Clear();
            _taken = 0;
            _isEmpty = true;
        }
    }

    /// <summary>Returns the fault of the next valid item, or null if there is none.</summary>
    public ItemFault? Take()
    {
        if (_isEmpty)
        {
            return null;
        }

        lock (_gate)
        {
            ItemFault? fault = TakeQueued() ?? TakeByRate();
            if (fault is not null)
            {
                Interlocked.Increment(ref _befallen);
            }

            return fault;
        }
    }

    private ItemFault? TakeQueued()
    {
        if (!_queue.TryPeek(out (ItemFault Fault, int Times) first))
        {
            return null;
        }

        if (++_taken == first.Times)
        {
            _queue.Dequeue();
            _taken = 0;
        }

        return first.Fault;
    }

    private ItemFault? TakeByRate()
    {
        foreach ((ItemFault fault, double probability) in _rates)
        {
#pragma warning disable CA5394 // deliberately repeatable
            if (_dice.NextDouble() < probability)
#pragma warning restore CA5394
            {
                return fault;
            }
        }

        return null;
    }
}
