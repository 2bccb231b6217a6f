using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GenesysGuest.Sandbox;

/// <summary>The names of faults of items: <c>status-503</c>, <c>status-503-final</c>, <c>status-409-retryable</c>, <c>left-out</c>.</summary>
internal static class ItemFaultNames
{
    private static readonly Dictionary<string, ItemFaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["left-out"] = ItemFaultKind.LeftOut,
        ["doubled"] = ItemFaultKind.Doubled,
        ["stranger"] = ItemFaultKind.Stranger,
        ["without-entity"] = ItemFaultKind.WithoutEntity,
    };

    public static string All { get; } = string.Join(", ", Kinds.Keys.Prepend("status-NNN-final").Prepend("status-NNN-retryable").Prepend("status-NNN"));

    public static bool TryParse(string text, [NotNullWhen(true)] out ItemFault? fault)
    {
        fault = null;
        if (Kinds.TryGetValue(text, out ItemFaultKind kind))
        {
            fault = new ItemFault(kind);
        }
        else if (text.Split('-') is ["status", var number, .. var rest]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            && status is >= 400 and <= 599
            && (rest is [] or ["retryable"] or ["final"]))
        {
            fault = ItemFault.Status(status, rest is [var word] ? word is "retryable" : null);
        }

        return fault is not null;
    }
}
