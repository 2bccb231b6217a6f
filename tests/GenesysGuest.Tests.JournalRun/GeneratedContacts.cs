using System.Globalization;

namespace GenesysGuest.Tests.JournalRun;

/// <summary>The rows of a run of contacts, the same in every process. They have the addresses of <see cref="GeneratedRows"/>.</summary>
public static class GeneratedContacts
{
    /// <summary>The first rows.</summary>
    /// <param name="count">How many.</param>
    public static IEnumerable<ContactRow> Take(int count) => Enumerable.Range(1, count).Select(number => Row(number));

    /// <summary>A row.</summary>
    /// <param name="number">Its number, from 1.</param>
    public static ContactRow Row(long number) =>
        new(number, new ContactRequest("Zoë", "Guest " + number.ToString(CultureInfo.InvariantCulture), GeneratedRows.Email(number)));
}
