using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>Which column holds what, and which are left for attributes.</summary>
public sealed class ColumnMapTests
{
    /// <summary>What a pattern matches is left out where it is a field already.</summary>
    public static TheoryData<string, string> Rest => new()
    {
        { "Name|Email|Tier|Town", "Tier|Town" },
        { "Name|Display Name|Email|Mail|Tier", "Display Name|Mail|Tier" },
        { "First Name|Last Name|Email|Tier", "Tier" },
        { "Name|First Name|Last Name|Email|Tier", "First Name|Last Name|Tier" },
        { "First Name|Given Name|Last Name|Surname|Email", "Given Name|Surname" },
        { "Name|Email|CustomAttributes|Tier", "Tier" },
        { "Name|Email|ExternalId|Tier", "ExternalId|Tier" },
        { "Name|Email|CustomFields|Tier", "CustomFields|Tier" },
        { "Name|Email|GenesysGuest.ErrorId|Tier", "Tier" },
    };

    [Theory]
    [MemberData(nameof(Rest))]
    public void A_pattern_takes_the_columns_that_hold_no_field(string columns, string expected) => Assert.Equal(expected, Names(Map(columns, All).Attributes));

    [Theory]
    [InlineData("Name|First Name|Last Name|Email|Tier", "Tier")]
    [InlineData("Name|Email|ExternalId|CustomFields|Tier", "Tier")]
    [InlineData("Name|Email|CustomAttributes|CustomFields", "CustomAttributes")]
    public void Of_a_contact_both_names_the_id_and_the_fields_are_fields_too(string columns, string expected) =>
        Assert.Equal(expected, Names(Map(columns, All, mayHaveExternalId: true).Attributes));

    [Fact]
    public void All_columns_that_were_named_for_a_name_are_fields() =>
        Assert.Equal("Name|Tier", Names(Map("Vorname|Nachname|Name|Email|Tier", All with { NameColumn = ["Vorname", "Nachname"] }).Attributes));

    [Fact]
    public void A_column_that_is_named_is_taken_though_it_is_a_field() =>
        Assert.Equal("Email", Names(Map("Name|Email", new() { AttributeColumn = ["email"] }).Attributes));

    [Fact]
    public void A_column_is_taken_once() =>
        Assert.Equal("Tier|Town", Names(Map("Name|Email|Tier|Town", All with { AttributeColumn = ["tier", "Tier", "T*", "TIER"] }).Attributes));

    [Fact]
    public void A_column_that_was_matched_may_be_left_out_of_the_attributes_and_one_that_was_named_may_not() =>
        Assert.Equal([true, false], Map("Name|Email|Tier|Town", All with { AttributeColumn = ["Tier", "T*"] }).Attributes.Select(selected => selected.IsNamed));

    [Theory]
    [InlineData("Name|Email|T*|Town")]
    [InlineData("T*|Town|Name|Email")]
    public void A_name_comes_before_its_meaning_as_a_pattern(string columns) =>
        Assert.Equal("T*", Names(Map(columns, All with { AttributeColumn = ["T*"] }).Attributes));

    [Fact]
    public void A_pattern_that_matches_only_fields_is_not_missed() => Assert.Empty(Map("Name|Email", All with { AttributeColumn = ["E*"] }).Missing);

    [Fact]
    public void What_was_named_and_is_not_there_is_missed_with_the_parameter_that_named_it()
    {
        ColumnMap map = Map("Phone", new() { NameColumn = ["N"], EmailColumn = ["E"], AttributeColumn = ["A"], KeepColumn = ["K"], ExternalIdColumn = "X" }, mayHaveExternalId: true);

        Assert.Equal(["AttributeColumn A", "KeepColumn K", "NameColumn N", "EmailColumn E", "ExternalIdColumn X"], map.Missing.Select(missing => $"{missing.Parameter} {missing.Name}"));
    }

    [Fact]
    public void A_guest_misses_no_external_id() => Assert.Empty(Map("Name|Email", new() { ExternalIdColumn = "X" }).Missing);

    [Theory]
    [InlineData("E-Mail|Email", "Email", 1)]
    [InlineData("E-Mail|Tier", "email", 0)]
    [InlineData("Tier", "email", -1)]
    public void The_name_as_it_stands_there_comes_before_one_that_is_like_it(string columns, string name, int expected) =>
        Assert.Equal(expected, Map(columns, new() { IdentityColumn = name }).Identity ?? -1);

    [Theory]
    [InlineData("Name|Email", true)]
    [InlineData("Name", false)]
    [InlineData("Name|Email|Tier", false)]
    [InlineData("Email|Name", false)]
    [InlineData("Name|email", false)]
    public void It_holds_for_rows_of_the_same_columns(string columns, bool expected) => Assert.Equal(expected, Map("Name|Email", new()).IsOf(CellsOf(columns)));

    [Theory]
    [InlineData("Name|Email", null)]
    [InlineData("Name|", "a column has no name")]
    [InlineData("Name||", "a column has no name")]
    [InlineData("Email|EMAIL", "two columns are named 'EMAIL', and column names are not case-sensitive")]
    public void Columns_have_names_of_their_own(string columns, string? fault) => Assert.Equal(fault, Map(columns, new()).Fault?.What);

    [Theory]
    [InlineData("Name", true)]
    [InlineData("First Name", true)]
    [InlineData("Last Name", true)]
    [InlineData("Email", false)]
    public void Half_a_name_is_a_name(string columns, bool expected) => Assert.Equal(expected, Map(columns, new()).HasName);

    [Fact]
    public void The_columns_of_a_name_that_was_named_are_the_only_ones()
    {
        ColumnMap map = Map("Name|First Name|Last Name|Vorname", new() { NameColumn = ["Vorname"] });

        Assert.Equal("3||", $"{string.Join(' ', map.Names)}|{string.Join(' ', map.FirstNames)}|{string.Join(' ', map.LastNames)}");
    }

    [Fact]
    public void Columns_are_kept_of_a_row_whatever_columns_it_has()
    {
        KeptColumns kept = new(All with { KeepColumn = ["Crm*"] });

        Assert.Equal([KeyValuePair.Create("CrmId", (object?)17)], kept.Of(Row(("Name", "Ada"), ("CrmId", 17))));
        Assert.Equal([KeyValuePair.Create("CrmId", (object?)18)], kept.Of(Row(("Name", "Bob"), ("CrmId", 18))));
        Assert.Equal([KeyValuePair.Create("crm key", (object?)19)], kept.Of(Row(("crm key", 19), ("Name", "Eve"))));
    }

    private static RowReadingOptions All => new()
    {
        AttributeColumn = ["*"],
        Pattern = text => text.EndsWith('*') ? name => name.StartsWith(text[..^1], StringComparison.OrdinalIgnoreCase) : null,
    };

    private static KeyValuePair<string, object?>[] Row(params (string, object?)[] row) => [.. row.Select(cell => KeyValuePair.Create(cell.Item1, cell.Item2))];

    private static string Names(ColumnMap.Selected[] selected) => string.Join('|', selected.Select(column => column.Name));

    private static Cells CellsOf(string columns) => new([.. columns.Split('|').Select(column => (column, (object?)"x"))]);

    private static ColumnMap Map(string columns, RowReadingOptions options, bool mayHaveExternalId = false) => new(CellsOf(columns), options, mayHaveExternalId);
}
