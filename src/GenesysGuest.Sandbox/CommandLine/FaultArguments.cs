using System.Globalization;

namespace GenesysGuest.Sandbox;

/// <summary>The faults that the executable's arguments request.</summary>
internal sealed class FaultArguments
{
    private readonly List<Action<FaultPlan>> _orders = [];

    /// <summary>Adds the faults to a plan.</summary>
    public void AddTo(FaultPlan plan) => _orders.ForEach(order => order(plan));

    /// <summary>Adds a request fault.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="text">Its value: <c>KIND[:TIMES]</c>.</param>
    /// <param name="target">The address that the fault affects.</param>
    /// <exception cref="FormatException">The value is invalid. The message gives the reason.</exception>
    public void Add(string name, string text, FaultTarget target)
    {
        string[] parts = text.Split(':', 2);
        int times = Times(name, parts);
        Fault fault = FaultOf(name, parts[0], target);
        _orders.Add(plan => plan.Enqueue(fault, times, target));
    }

    /// <summary>Adds an item fault: <c>KIND[:TIMES]</c>.</summary>
    public void AddItem(string name, string text)
    {
        string[] parts = text.Split(':', 2);
        int times = Times(name, parts);
        ItemFault fault = ItemFaultNames.TryParse(parts[0], out ItemFault? known)
            ? known
            : throw new FormatException($"{name}: The fault '{parts[0]}' is unknown. Use one of these: {ItemFaultNames.All}.");
        _orders.Add(plan => plan.EnqueueItem(fault, times));
    }

    /// <summary>Adds a fault for a share of guest requests: <c>KIND:PROBABILITY</c>.</summary>
    public void AddRate(string name, string text)
    {
        string[] parts = text.Split(':', 2);
        if (parts.Length < 2
            || !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double probability)
            || probability is not (> 0 and <= 1))
        {
            throw new FormatException($"{name} needs KIND:PROBABILITY, with a probability above 0 and at most 1.");
        }

        Fault fault = FaultOf(name, parts[0], FaultTarget.Guests);
        _orders.Add(plan => plan.Rate(fault, probability));
    }

    private static Fault FaultOf(string name, string kind, FaultTarget target)
    {
        if (!FaultNames.TryParse(kind, out Fault? fault))
        {
            throw new FormatException($"{name}: The fault '{kind}' is unknown. Use one of these: {FaultNames.All}.");
        }

        return FaultPlan.CanOccur(fault.Kind, target) ? fault : throw new FormatException($"{name}: The fault '{kind}' cannot occur at this address.");
    }

    private static int Times(string name, string[] parts) =>
        parts.Length == 1 ? 1 : parts[1] is "*" ? int.MaxValue : SandboxCommandLine.Integer(name, parts[1], 1, int.MaxValue);
}
