using System.Globalization;
using CsCheck;
using GenesysGuest.Rows;
using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Whatever stands in a cell: it is a value or a fault, and nothing of it is lost.</summary>
public sealed class ContactFieldPropertyTests
{
    private static readonly ContactFieldType[] Types = Enum.GetValues<ContactFieldType>();

    [Fact]
    public void A_text_is_a_value_or_a_fault_and_never_both() => Gen.Select(Gen.Int[0, Types.Length - 1].Select(type => Types[type]), Gen.String).Sample((type, text) =>
    {
        object? value = new ContactField("k", "Title", type).Read(text, out RowFault? fault);

        Assert.NotEqual(value is null, fault is null);
    });

    [Fact]
    public void A_whole_number_is_what_it_was() => Gen.Long.Sample(number => Assert.Equal(number, Read(ContactFieldType.WholeNumber, number)));

    [Fact]
    public void A_number_is_what_it_was() => Gen.Decimal.Sample(number => Assert.Equal(number, Convert.ToDecimal(Read(ContactFieldType.Number, number), CultureInfo.InvariantCulture)));

    [Fact]
    public void A_truth_value_is_what_it_was() => Gen.Bool.Sample(truth => Assert.Equal(truth, Read(ContactFieldType.Boolean, truth)));

    [Fact]
    public void A_number_with_a_mark_between_thousands_is_never_read() => Gen.Select(Gen.Int[1000, int.MaxValue], Gen.Char[", '\u00A0\u202F"]).Sample((number, mark) =>
    {
        string text = number.ToString("N0", new NumberFormatInfo { NumberGroupSeparator = $"{mark}" });

        Assert.Null(new ContactField("k", "Title", ContactFieldType.Number).Read(text, out _));
        Assert.Null(new ContactField("k", "Title", ContactFieldType.WholeNumber).Read(text, out _));
    });

    [Fact]
    public void The_two_names_are_the_whole_one() => Gen.String["abcdefgABC\u00E9.-' "].Sample(text =>
    {
        string whole = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        ContactRequest request = new ContactRowReader(new(), new()).Read(new Cells(("Name", whole), ("Email", "ada@example.com")))!.Request;

        Assert.Equal(whole, $"{request.FirstName} {request.LastName}".Trim());
        Assert.DoesNotContain(' ', request.LastName ?? "");
    });

    private static object? Read(ContactFieldType type, object value) => new ContactField("k", "Title", type).Read(CellText.From(value)!, out _);
}
