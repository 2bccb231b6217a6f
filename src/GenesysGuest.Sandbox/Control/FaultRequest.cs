namespace GenesysGuest.Sandbox;

/// <summary>The body of <c>POST /_sandbox/faults</c>: a fault for requests or items, and the number or share that it affects.</summary>
internal sealed record FaultRequest
{
    /// <summary>The name of a request fault, as on the command line.</summary>
    public string? Kind { get; init; }

    /// <summary>The address whose requests fail.</summary>
    public FaultTarget? Target { get; init; }

    /// <summary>The name of an item fault, as on the command line.</summary>
    public string? Item { get; init; }

    public int? Times { get; init; }

    public double? Probability { get; init; }

    public int? Status { get; init; }

    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public double? DelayMilliseconds { get; init; }

    /// <summary>The code of an item's error.</summary>
    public string? Code { get; init; }

    /// <summary>Whether an item's error states that the item can be sent again.</summary>
    public bool? Retryable { get; init; }

    public void AddTo(FaultPlan plan)
    {
        if (Times is not null && Probability is not null)
        {
            throw new FormatException("Specify times or probability, not both.");
        }

        switch (this)
        {
            case { Kind: not null, Item: null, Code: null, Retryable: null }:
                AddRequestFaultTo(plan, Kind);
                break;
            case { Kind: null, Item: not null, Target: null, RetryAfter: null, Location: null, Body: null, ContentType: null, DelayMilliseconds: null }:
                AddItemFaultTo(plan, Item);
                break;
            default:
                throw new FormatException("Specify either kind or item, and only the members that belong to it.");
        }
    }

    private void AddRequestFaultTo(FaultPlan plan, string kind)
    {
        if (!FaultNames.TryParse(kind, out Fault? fault))
        {
            throw new FormatException($"The fault '{kind}' is unknown. Use one of these: {FaultNames.All}.");
        }

        FaultTarget target = Target ?? FaultTarget.Guests;
        fault = fault with
        {
            StatusCode = Status ?? fault.StatusCode,
            RetryAfter = RetryAfter,
            Location = Location,
            Body = Body,
            ContentType = ContentType ?? fault.ContentType,
            Delay = DelayMilliseconds is double milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : fault.Delay,
        };
        if (Probability is double probability)
        {
            plan.Rate(fault, probability, target);
        }
        else
        {
            plan.Enqueue(fault, Times ?? 1, target);
        }
    }

    private void AddItemFaultTo(FaultPlan plan, string item)
    {
        if (!ItemFaultNames.TryParse(item, out ItemFault? fault))
        {
            throw new FormatException($"The item fault '{item}' is unknown. Use one of these: {ItemFaultNames.All}.");
        }

        fault = fault.Kind == ItemFaultKind.Status ? ItemFault.Status(Status ?? fault.StatusCode, Retryable ?? fault.IsRetryable, Code) : fault;
        if (Probability is double probability)
        {
            plan.RateItem(fault, probability);
        }
        else
        {
            plan.EnqueueItem(fault, Times ?? 1);
        }
    }
}
