using System.Globalization;

namespace GenesysGuest.Tests.JournalRun;

/// <summary>The rows of a run, the same in every process. An address tells each guest from all others.</summary>
public static class GeneratedRows
{
    /// <summary>The first rows.</summary>
    /// <param name="count">How many.</param>
    public static IEnumerable<GuestRow> Take(int count) => Enumerable.Range(1, count).Select(number => Row(number));

    /// <summary>A row.</summary>
    /// <param name="number">Its number, from 1.</param>
    public static GuestRow Row(long number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return new GuestRow(number, new GuestRequest("Guest " + text, Email(number), new Dictionary<string, string> { ["zone"] = "Zürich", ["ticket"] = text }));
    }

    /// <summary>The address in a row.</summary>
    /// <param name="number">The row's number.</param>
    public static string Email(long number) => string.Create(CultureInfo.InvariantCulture, $"guest{number}@example.com");
}
