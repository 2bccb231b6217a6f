using System.Net.Mail;
using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>What stands in a cell, as text: nothing is made into text that has none.</summary>
public sealed class CellReadingTests
{
    public static TheoryData<object?, string> Readable => new()
    {
        { null, "" },
        { DBNull.Value, "" },
        { "", "" },
        { "ada", "ada" },
        { 7, "7" },
        { 1.5m, "1.5" },
        { true, "true" },
        { new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "2026-03-01T00:00:00Z" },
        { new MailAddress("ada@example.com", "Ada"), "ada@example.com" },
        { new Uri("https://example.com/a b"), "https://example.com/a b" },
        { Array.Empty<object>(), "" },
        { new object?[] { null }, "" },
        { new[] { "ada" }, "ada" },
        { new object[] { new[] { 7 } }, "7" },
    };

    public static TheoryData<object, string> Unreadable => new()
    {
        { new[] { "a", "b" }, "a list of 2 values" },
        { new byte[] { 1, 2, 3 }, "a list of 3 values" },
        { new Dictionary<string, object?> { ["first"] = "Ada" }, "an object that cannot be converted to text" },
        { new object(), "an object that cannot be converted to text" },
        { new[] { new object() }, "an object that cannot be converted to text" },
        { new object[] { new object[] { new object[] { new object[] { new object[] { "deep" } } } } }, "an object that cannot be converted to text" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void This_is_read(object? value, string expected)
    {
        Assert.Equal(expected, CellReading.Text(value, new Cells(), out string? fault));
        Assert.Null(fault);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void This_is_not(object value, string expected)
    {
        Assert.Equal("", CellReading.Text(value, new Cells(), out string? fault));
        Assert.Equal(expected, fault);
    }
}
