namespace GenesysGuest.Tests.Core.Guests;

/// <summary>A row of the input: attributes that were named on purpose, and columns whose empty cells are left out.</summary>
public sealed class GuestRowTests
{
    [Fact]
    public void A_row_becomes_a_request() => Assert.Equal("Ada <ada@example.com>", GuestRow.Read(1, "Ada", "ada@example.com").Request.ToString());

    [Fact]
    public void A_row_hands_back_what_it_was_made_from()
    {
        object source = new();

        Assert.Same(source, GuestRow.Read(1, "Ada", "ada@example.com", source: source).Source);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_cell_is_left_out(string? cell) => Assert.Equal("", Columns(("tier", cell)));

    [Fact]
    public void An_empty_cell_of_a_database_is_left_out() => Assert.Equal("", Columns(("tier", DBNull.Value)));

    [Fact]
    public void Another_cell_becomes_an_attribute() => Assert.Equal("tier=gold level=7", Columns(("tier", "gold"), ("level", 7)));

    [Fact]
    public void A_column_wins_over_an_attribute_of_its_name() => Assert.Equal("tier=column", Read([("tier", "attribute")], [("tier", "column")]));

    [Fact]
    public void An_empty_cell_does_not_win() => Assert.Equal("tier=attribute", Read([("tier", "attribute")], [("tier", "")]));

    [Fact]
    public void Names_of_attributes_are_case_sensitive() => Assert.Equal("tier=a Tier=b", Columns(("tier", "a"), ("Tier", "b")));

    [Fact]
    public void An_empty_attribute_that_was_named_on_purpose_is_sent() => Assert.Equal("note=", Read([("note", "")], []));

    [Fact]
    public void An_attribute_without_a_value_is_refused() => Assert.Equal("note", Refusal(() => Read([("note", null)], [])).Field);

    [Fact]
    public void A_cell_that_is_no_text_is_refused_with_its_column() => Assert.Equal("list", Refusal(() => Columns(("list", new[] { 1 }))).Field);

    [Fact]
    public void A_refusal_has_the_number_of_its_row() =>
        Assert.Equal(7, Refusal(() => GuestRow.Read(7, "", "ada@example.com")).RowNumber);

    [Fact]
    public void A_refusal_names_its_row_and_its_field() => Assert.StartsWith(
        "Row 7: Email: ", Refusal(() => GuestRow.Read(7, "Ada", "nobody")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_refused_attribute_has_the_number_of_its_row() => Assert.Equal(
        7, Refusal(() => GuestRow.Read(7, "Ada", "ada@example.com", [KeyValuePair.Create("x", (object?)new object())])).RowNumber);

    private static ProvisioningException Refusal(Func<object> read) => Assert.Throws<ProvisioningException>(read);

    private static string Columns(params (string, object?)[] columns) => Read([], columns);

    private static string Read((string Key, object? Value)[] attributes, (string Key, object? Value)[] columns)
    {
        GuestRow row = GuestRow.Read(
            7, "Ada", "ada@example.com", attributes.Select(a => KeyValuePair.Create(a.Key, a.Value)), columns.Select(c => KeyValuePair.Create(c.Key, c.Value)));
        return string.Join(' ', row.Request.CustomAttributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));
    }
}
