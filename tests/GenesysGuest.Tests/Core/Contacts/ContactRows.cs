namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Rows of contacts, one a person.</summary>
internal static class ContactRows
{
    public static IEnumerable<ContactRow> Take(int count, int first = 1) =>
        Enumerable.Range(first, count).Select(number => new ContactRow(number, new ContactRequest("Guest", $"{number}", $"guest{number}@example.com")));
}
