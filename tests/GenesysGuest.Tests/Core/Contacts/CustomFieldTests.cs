using System.Globalization;
using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Columns and tables that become custom fields of a schema: the same in every culture.</summary>
public sealed class CustomFieldTests
{
    private static readonly ContactSchema Customers = new("schema-1", 3)
    {
        Name = "Customers",
        Fields =
        [
            new("tier_text", "Tier", ContactFieldType.Text),
            new("orders_integer", "Orders", ContactFieldType.WholeNumber),
            new("share_number", "Share", ContactFieldType.Number),
            new("vip_checkbox", "VIP", ContactFieldType.Boolean),
        ],
    };

    private readonly List<string> _warnings = [];

    public CustomFieldTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE"); // flows with each test alone

    public static TheoryData<string, string, object> Values => new()
    {
        { "Tier", " gold ", " gold " },
        { "Tier", "7", "7" },
        { "Orders", " 7 ", 7L },
        { "Orders", "-7", -7L },
        { "Orders", "+7", 7L },
        { "Share", "7", 7L },
        { "Share", " 0.25 ", 0.25m },
        { "Share", "-1234.5", -1234.5m },
        { "Share", "1.234", 1.234m },
        { "VIP", "TRUE", true },
        { "VIP", " Yes ", true },
        { "VIP", "1", true },
        { "VIP", "false", false },
        { "VIP", "NO", false },
        { "VIP", "0", false },
    };

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Orders", "1,234", "'1,234' is not a whole number" },
        { "Orders", "7.5", "'7.5' is not a whole number" },
        { "Orders", "many", "'many' is not a whole number" },
        { "Orders", "99999999999999999999", "is not a whole number" },
        { "Share", "1,234", "'1,234' is not a number" },
        { "Share", "1.234,5", "'1.234,5' is not a number" },
        { "Share", "1 234", "'1 234' is not a number" },
        { "Share", "0,5", "'0,5' is not a number" },
        { "Share", "5 %", "'5 %' is not a number" },
        { "Share", "NaN", "'NaN' is not a number" },
        { "Share", "(5)", "'(5)' is not a number" },
        { "VIP", "maybe", "'maybe' is neither true nor false" },
        { "VIP", "2", "'2' is neither true nor false" },
        { "VIP", "\u001b[31m", "is neither true nor false" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_text_becomes_a_value_of_the_field(string column, string text, object expected) =>
        Assert.Equal(expected, Assert.Single(Read([column], (column, text)).Request.CustomFields).Value);

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_can_be_read_in_two_ways_or_in_none_is_that_rows_error(string column, string text, string what)
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read([column], (column, text)));

        Assert.Equal((ErrorId.InvalidContact, column, 1L), (error.ErrorId, error.Field, error.RowNumber));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Theory]
    [InlineData("Tier")]
    [InlineData("TIER")]
    [InlineData("tier_text")]
    [InlineData("Tier Text")]
    [InlineData(" tier ")]
    public void A_field_is_found_by_its_title_or_its_key_in_any_case(string column) =>
        Assert.Equal("tier_text", Assert.Single(Read([column], (column, "gold")).Request.CustomFields).Key);

    [Fact]
    public void A_cell_that_is_empty_is_left_out() => Assert.Empty(Read(["Orders", "VIP"], ("Orders", ""), ("VIP", null)).Request.CustomFields);

    [Fact]
    public void Cells_that_are_values_already_are_taken_as_they_are()
    {
        IReadOnlyDictionary<string, object> fields = Read(["*"], ("Orders", 7), ("Share", 0.25), ("VIP", true)).Request.CustomFields;

        Assert.Equal([7L, 0.25m, true], fields.Values);
    }

    [Fact]
    public void Columns_of_a_pattern_that_the_schema_has_not_are_left_out_and_told_once()
    {
        ContactRowReader reader = new(Options(["*"]), Settings());
        ContactRow[] rows = [.. Enumerable.Range(0, 3).Select(_ => reader.Read(new Cells(("Email", "ada@example.com"), ("Phone", "1"), ("Tier", "gold")))!)];

        Assert.All(rows, row => Assert.Equal(["tier_text"], row.Request.CustomFields.Keys));
        Assert.Contains("'Phone'", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(["Tier"], reader.AttributeColumns);
    }

    [Fact]
    public void The_names_that_were_found_are_no_fields_of_a_pattern()
    {
        Read(["*"], ("First Name", "Ada"), ("Last Name", "Lovelace"), ("Display Name", "Ada Lovelace"), ("ExternalId", ""), ("Tier", "gold"));

        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_named_column_that_the_schema_has_not_is_that_rows_error()
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read(["Phone"], ("Phone", "1")));

        Assert.Contains("the schema Customers (version 3) has no field 'Phone'; its fields are 'Tier', 'Orders', 'Share', 'VIP'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_two_fields_have_is_refused_and_their_keys_are_said()
    {
        ContactSchema alike = new("schema-1", 3) { Name = "Customers", Fields = [new("tier_text", "Tier", ContactFieldType.Text), new("tier2_text", "tier", ContactFieldType.Text)] };

        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read(new() { Schema = alike }, ["Tier"], ("Tier", "gold")));

        Assert.Contains("'tier_text', 'tier2_text'", error.Message, StringComparison.Ordinal);
        Assert.Equal("tier2_text", Assert.Single(Read(new() { Schema = alike }, ["tier2_text"], ("tier2_text", "gold")).Request.CustomFields).Key);
    }

    [Fact]
    public void A_field_that_two_columns_give_is_refused() => Assert.Contains(
        "'tier_text'", Assert.Throws<ProvisioningException>(() => Read(["Tier", "tier_text"], ("Tier", "gold"), ("tier_text", "silver"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("CustomFields")]
    [InlineData("custom fields")]
    [InlineData("CustomAttributes")]
    public void A_column_may_hold_a_table_of_fields(string column)
    {
        IReadOnlyDictionary<string, object> fields = Read([], (column, new Dictionary<string, object?> { ["Tier"] = "gold", ["orders_integer"] = 7 })).Request.CustomFields;

        Assert.Equal([KeyValuePair.Create("tier_text", (object)"gold"), KeyValuePair.Create("orders_integer", (object)7L)], fields);
    }

    [Fact]
    public void What_was_a_table_before_it_was_written_to_a_file_is_left_out_and_told()
    {
        Assert.Empty(Read([], ("CustomFields", "System.Collections.Generic.Dictionary`2[System.String,System.Object]")).Request.CustomFields);
        Assert.Contains("'CustomFields' was omitted. In row 1, it contains text", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_for_every_row_comes_in_place_of_the_rows_own()
    {
        ContactRowReader reader = new(Options([]), Settings());
        Cells row = new(("Email", "ada@example.com"), ("CustomFields", new Dictionary<string, object?> { ["VIP"] = true }));

        ContactRow read = reader.Read(row, given: new(null, null, null, null, new Dictionary<string, object?> { ["Tier"] = "gold" }))!;

        Assert.Equal(["tier_text"], read.Request.CustomFields.Keys);
    }

    [Theory]
    [InlineData("gold")]
    [InlineData(7)]
    public void What_is_given_as_fields_and_is_no_table_is_that_rows_error(object given)
    {
        ContactRowReader reader = new(Options([]), Settings());

        ProvisioningException error = Assert.Throws<ProvisioningException>(() => reader.Read(new Cells(("Email", "ada@example.com")), given: new(null, null, null, null, given)));

        Assert.Equal("CustomFields", error.Field);
    }

    [Fact]
    public void An_entry_that_has_no_text_is_that_rows_error() => Assert.Equal(
        "Tier", Assert.Throws<ProvisioningException>(() => Read([], ("CustomFields", new Dictionary<string, object?> { ["Tier"] = new[] { 1, 2 } }))).Field);

    [Fact]
    public void Columns_without_a_schema_end_the_work_before_the_first_row()
    {
        GenesysException error = Assert.Throws<GenesysException>(() => new ContactRowReader(Options(["Tier"]), new()));

        Assert.Equal((ErrorId.ContactSettingInvalid, NextStep.NameSchema), (error.ErrorId, error.NextStep));
        Assert.EndsWith("Use -Schema.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_a_schema_is_that_rows_error_and_says_what_helps()
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read(new(), [], ("CustomFields", new Dictionary<string, object?> { ["Tier"] = "gold" })));

        Assert.Equal((ErrorId.InvalidContact, NextStep.NameSchema), (error.ErrorId, error.NextStep));
    }

    [Fact]
    public void Where_the_fields_are_not_known_values_are_taken_as_they_are() =>
        Assert.Equal("1,234", Assert.Single(Read(new() { Schema = new("schema-1", 1) }, ["Orders"], ("Orders", "1,234")).Request.CustomFields).Value);

    private static ContactSettings Settings() => new() { Schema = Customers };

    private RowReadingOptions Options(string[] columns) => new()
    {
        AttributeColumn = columns,
        Pattern = text => text.EndsWith('*') ? name => name.StartsWith(text[..^1], StringComparison.Ordinal) : null,
        Log = diagnostic => _warnings.Add(diagnostic.Message),
    };

    private ContactRow Read(string[] columns, params (string, object?)[] cells) => Read(Settings(), columns, cells);

    private ContactRow Read(ContactSettings settings, string[] columns, params (string, object?)[] cells) =>
        new ContactRowReader(Options(columns), settings).Read(new Cells([("Email", "ada@example.com"), .. cells]))!;
}
