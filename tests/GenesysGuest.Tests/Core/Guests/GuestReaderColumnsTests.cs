using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>Where a reader found what, to be shown.</summary>
public sealed class GuestReaderColumnsTests
{
    [Fact]
    public void Before_the_first_row_nothing_was_found()
    {
        GuestRowReader reader = new(new());

        Assert.Empty(reader.NameColumns);
        Assert.Empty(reader.EmailColumns);
        Assert.Empty(reader.AttributeColumns);
    }

    [Theory]
    [InlineData("Name|Email", "Name")]
    [InlineData("Display Name|Name|Email", "Name|Display Name")]
    [InlineData("Last Name|First Name|Email", "First Name|Last Name")]
    [InlineData("Name|First Name|Email", "Name")]
    public void The_columns_of_a_name_are_those_of_the_whole_or_of_its_parts(string columns, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(columns).NameColumns));

    [Fact]
    public void The_columns_of_the_address_come_in_the_order_in_which_they_are_looked_at() =>
        Assert.Equal(["Email", "Mail"], Read("Mail|Name|Email").EmailColumns);

    [Fact]
    public void The_columns_that_become_attributes_are_shown() => Assert.Equal(["Tier"], Read("Name|Email|Tier", new() { AttributeColumn = ["tier"] }).AttributeColumns);

    [Fact]
    public void How_far_it_has_come_is_one_line() => Assert.Equal("1 rows, 0 of them empty", Read("Name|Email").ToString());

    [Theory]
    [InlineData(null, "ada@example.com", "Specify a name for every guest.")]
    [InlineData("Ada", null, "Specify an email address for every guest.")]
    public void What_a_guest_needs_is_said(string? name, string? email, string remedy) =>
        Assert.Equal(remedy, Assert.Throws<ProvisioningException>(() => new GuestRequest(name, email)).Remedy);

    private static GuestRowReader Read(string columns, RowReadingOptions? options = null)
    {
        GuestRowReader reader = new(options ?? new());
        reader.Read(new Cells([.. columns.Split('|').Select(column => (column, (object?)(column.Contains("mail", StringComparison.OrdinalIgnoreCase) ? "ada@example.com" : "Ada")))]));
        return reader;
    }
}
