using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>What contacts are looked up by: rows and texts.</summary>
public sealed class ContactKeyReaderTests
{
    private const string Id = "c0c0c0c0-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("Id=" + Id + "|Email=ada@example.com|ExternalId=17", null, "the id '" + Id + "'")]
    [InlineData("Id=" + Id + "|Email=ada@example.com|ExternalId=17", "s-1", "the external id '17'")]
    [InlineData("Id=" + Id + "|ExternalId= ", "s-1", "the id '" + Id + "'")]
    [InlineData("ContactId=c0c0c0c0-0000-4000-8000-000000000002|Id=" + Id, null, "the id '" + Id + "'")]
    [InlineData("ContactId=" + Id, null, "the id '" + Id + "'")]
    [InlineData("Id=4711|Mail=ada@example.com", null, "the email address 'ada@example.com'")]
    [InlineData("Id=|Work Email=|Email= ada@example.com ", "s-1", "the email address 'ada@example.com'")]
    public void A_row_is_looked_up_by_the_surest_that_it_has(string row, string? source, string expected) => Assert.Equal(expected, Read(row, source)!.ToString());

    [Fact]
    public void The_columns_can_be_named()
    {
        ContactKeyReader reader = new(new() { EmailColumn = ["Reach"], ExternalIdColumn = "CRM" }, "s-1");

        Assert.Equal(("17", "s-1"), (reader.Read(Cells("CRM=17|Reach=ada@example.com"))!.Value, "s-1"));
        Assert.Equal("the email address 'ada@example.com'", reader.Read(Cells("CRM=|Reach=ada@example.com"))!.ToString());
    }

    [Theory]
    [InlineData("Name=Ada", "no column for the email address was found")]
    [InlineData("Name;Email=Ada;x", "the only column is 'Name;Email'")]
    public void A_first_row_without_a_column_ends_the_work(string row, string what)
    {
        GenesysException end = Assert.Throws<GenesysException>(() => Read(row));

        Assert.Equal(ErrorId.InvalidContact, end.ErrorId);
        Assert.Contains(what, end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_a_value_is_an_error_of_its_own() => Assert.Contains(
        "the row has no contact id, email address, or external id", Assert.Throws<ProvisioningException>(() => Read("Id=|Email=|Name=Ada")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_row_is_passed_over() => Assert.Null(Read("Id=|Email=|Name="));

    [Theory]
    [InlineData(Id, null, "the id '" + Id + "'")]
    [InlineData(" " + Id + " ", "s-1", "the id '" + Id + "'")]
    [InlineData("ada@example.com", "s-1", "the email address 'ada@example.com'")]
    [InlineData("crm-17", "s-1", "the external id 'crm-17'")]
    public void A_text_is_an_id_or_an_address_or_an_external_id(string text, string? source, string expected) =>
        Assert.Equal(expected, new ContactKeyReader(new(), source).Read(text).ToString());

    [Theory]
    [InlineData("crm-17", null)]
    [InlineData("", "s-1")]
    [InlineData(" \u200B", "s-1")]
    public void A_text_that_is_none_of_these_is_refused(string text, string? source)
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => new ContactKeyReader(new(), source).Read(text));

        Assert.Equal((ErrorId.InvalidContact, NextStep.NameExternalSource), (error.ErrorId, error.NextStep));
    }

    [Fact]
    public void A_key_has_a_value()
    {
        Assert.Equal("ada@example.com", ContactKey.Email(" ada@example.com\u200B").Value);
        Assert.Throws<ArgumentException>(() => ContactKey.Id(" "));
        Assert.Throws<ArgumentException>(() => ContactKey.ExternalId("17", ""));
    }

    private static Cells Cells(string row) => new([.. row.Split('|').Select(cell => cell.Split('=', 2)).Select(cell => (cell[0], (object?)cell[1]))]);

    private static ContactKey? Read(string row, string? source = null) => new ContactKeyReader(new(), source).Read(Cells(row));
}
