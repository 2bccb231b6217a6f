using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace GenesysGuest.Sandbox;

/// <summary>The names of faults on the command line and in the control interface: <c>status-503</c>, <c>reset-after-create</c>.</summary>
internal static class FaultNames
{
    private const string StatusPrefix = "status-";

    private static readonly Dictionary<string, FaultKind> Kinds =
        Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.Status).ToDictionary(Name, StringComparer.Ordinal);

    public static string All { get; } = string.Join(", ", Kinds.Keys.Prepend("status-NNN"));

    public static bool TryParse(string text, [NotNullWhen(true)] out Fault? fault)
    {
        fault = null;
        if (Kinds.TryGetValue(text, out FaultKind kind))
        {
            fault = new Fault(kind);
        }
        else if (text.StartsWith(StatusPrefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(StatusPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            && status is >= 300 and <= 599)
        {
            fault = Fault.Status(status);
        }

        return fault is not null;
    }

    private static string Name(FaultKind kind)
    {
        StringBuilder name = new();
        foreach (char letter in kind.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
