namespace GenesysGuest.Sandbox;

/// <summary>
/// Determines which requests fail, and how. Thread-safe. Queued faults come first, in order, one for each request that they can affect. A fault
/// whose work is done (<see cref="Fault.WorkIsDone"/>) waits for a valid request. Then each rate applies at random.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Planned> _queue = [];
    private readonly List<(Fault Fault, double Probability, FaultTarget Target)> _rates = [];
    private readonly Random _dice;
    private volatile bool _isEmpty = true;
    private int _befallen;

    internal FaultPlan(int seed)
    {
        // Deliberately repeatable: the same seed must fail the same requests.
#pragma warning disable CA5394
        _dice = new Random(seed);
#pragma warning restore CA5394
        Items = new ItemFaultPlan(seed);
    }

    /// <summary>The number of queued faults that have not yet affected a request or an item.</summary>
    public long Pending
    {
        get
        {
            lock (_gate)
            {
                return _queue.Sum(planned => (long)planned.Left) + Items.Pending;
            }
        }
    }

    /// <summary>The number of faults that have affected requests and items so far, queued and by rate.</summary>
    public int Befallen => Volatile.Read(ref _befallen) + Items.Befallen;

    internal ItemFaultPlan Items { get; }

    /// <summary>Makes the next requests fail.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many times: 1 or more.</param>
    /// <param name="target">The affected address.</param>
    /// <exception cref="ArgumentException">The fault cannot occur at that address.</exception>
    public void Enqueue(Fault fault, int times = 1, FaultTarget target = FaultTarget.Guests)
    {
        Check(fault, target);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            _queue.AddLast(new Planned(fault, target) { Left = times });
            _isEmpty = false;
        }
    }

    /// <summary>Makes a share of all requests fail from now on.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="probability">The share: above 0, at most 1.</param>
    /// <param name="target">The affected address.</param>
    /// <exception cref="ArgumentException">The fault cannot occur at that address.</exception>
    public void Rate(Fault fault, double probability, FaultTarget target = FaultTarget.Guests)
    {
        Check(fault, target);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        lock (_gate)
        {
            _rates.Add((fault, probability, target));
            _isEmpty = false;
        }
    }

    /// <summary>Makes the next items of bulk requests fail: one fault for each valid item.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many times: 1 or more.</param>
    public void EnqueueItem(ItemFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Items.Enqueue(fault, times);
    }

    /// <summary>Makes a share of all items of bulk requests fail from now on.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="probability">The share: above 0, at most 1.</param>
    public void RateItem(ItemFault fault, double probability)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        Items.Rate(fault, probability);
    }

    /// <summary>Removes all faults, queued and by rate.</summary>
    public void Clear()
    {
        Items.Clear();
        lock (_gate)
        {
            _queue.Clear();
            _rates.Clear();
            _isEmpty = true;
        }
    }

    internal static bool CanOccur(FaultKind kind, FaultTarget target) => kind switch
    {
        FaultKind.Status or FaultKind.ResetBeforeRead => true,
        _ when target == FaultTarget.Authorize => false,
        FaultKind.ThrottleAsBadRequest => target == FaultTarget.Token,
        FaultKind.MissingToken => target is FaultTarget.Token or FaultTarget.Guests,
        FaultKind.MissingId => target == FaultTarget.Guests,
        _ => true,
    };

    internal Fault? Take(FaultTarget target, bool workIsDone)
    {
        if (_isEmpty)
        {
            return null;
        }

        lock (_gate)
        {
            Fault? fault = TakeQueued(target, workIsDone) ?? TakeByRate(target, workIsDone);
            if (fault is not null)
            {
                Interlocked.Increment(ref _befallen);
            }

            return fault;
        }
    }

    private static void Check(Fault fault, FaultTarget target)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!CanOccur(fault.Kind, target))
        {
            throw new ArgumentException($"The fault {fault.Kind} cannot occur at the {target} address.", nameof(target));
        }
    }

    private Fault? TakeQueued(FaultTarget target, bool workIsDone)
    {
        // Only the first fault of a target, because faults affect requests in their order.
        Planned? first = _queue.FirstOrDefault(planned => planned.Target == target);
        if (first is null || first.Fault.WorkIsDone != workIsDone)
        {
            return null;
        }

        if (--first.Left == 0)
        {
            _queue.Remove(first);
        }

        return first.Fault;
    }

    private Fault? TakeByRate(FaultTarget target, bool workIsDone)
    {
        foreach ((Fault fault, double probability, FaultTarget at) in _rates)
        {
#pragma warning disable CA5394 // deliberately repeatable, see above
            if (at == target && fault.WorkIsDone == workIsDone && _dice.NextDouble() < probability)
#pragma warning restore CA5394
            {
                return fault;
            }
        }

        return null;
    }

    private sealed class Planned(Fault fault, FaultTarget target)
    {
        public Fault Fault { get; } = fault;

        public FaultTarget Target { get; } = target;

        public int Left { get; set; }
    }
}
