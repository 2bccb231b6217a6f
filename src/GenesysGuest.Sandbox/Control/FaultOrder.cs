namespace GenesysGuest.Sandbox;

/// <summary>The body of <c>POST /_sandbox/faults</c>: a fault, and either how many requests it befalls or what share of them.</summary>
/// <param name="Kind">Its name, as on the command line.</param>
/// <param name="Target">Where.</param>
internal sealed record FaultOrder(string Kind, FaultTarget Target = FaultTarget.Guests)
{
    public int? Times { get; init; }

    public double? Probability { get; init; }

    public int? Status { get; init; }

    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public double? DelayMilliseconds { get; init; }

    public void AddTo(FaultPlan plan)
    {
        if (!FaultNames.TryParse(Kind, out Fault? fault))
        {
            throw new FormatException($"There is no fault '{Kind}'. There are: {FaultNames.All}.");
        }

        if (Times is not null && Probability is not null)
        {
            throw new FormatException("A fault has times or a probability, not both.");
        }

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
            plan.Rate(fault, probability, Target);
        }
        else
        {
            plan.Enqueue(fault, Times ?? 1, Target);
        }
    }
}
