using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>Rows are counted, and what is wrong with one is said of that one.</summary>
public sealed class RowInputTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void Only_other_columns_are_looked_at_anew()
    {
        RowInput input = Input();

        Assert.Equal(
            [true, false, true, false],
            [input.Next(new Cells(("Name", "Ada"))), input.Next(new Cells(("Name", "Bob"))), input.Next(new Cells(("Mail", "x"))), input.Next(new Cells(("Mail", "y")))]);
        Assert.Equal("4 rows, 0 of them empty", input.ToString());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_row_without_columns_is_empty_if_it_was_made_from_nothing(bool hasSource, bool isEmpty)
    {
        RowInput input = Input();
        Cells cells = new();
        input.Next(cells);

        Assert.Equal((isEmpty, isEmpty ? 1 : 0), (input.IsEmpty(cells, hasSource ? new object() : null), input.Empty));
    }

    public static TheoryData<object?, bool> Fillings => new()
    {
        { null, true },
        { "", true },
        { " \u200B", true },
        { "x", false },
        { 0, false },
        { new object(), false },
        { new InvalidOperationException("broken"), false },
    };

    [Theory]
    [MemberData(nameof(Fillings))]
    public void A_row_is_empty_that_has_nothing_anywhere(object? value, bool isEmpty)
    {
        Assert.Equal(isEmpty, IsEmpty(("Name", value), ("Email", ""), ("Tier", "")));
        Assert.Equal(isEmpty, IsEmpty(("Name", ""), ("Email", value), ("Tier", "")));
        Assert.Equal(isEmpty, IsEmpty(("Name", ""), ("Email", ""), ("Tier", value)));
    }

    [Fact]
    public void What_the_first_row_lacks_ends_the_work_and_what_a_later_one_lacks_does_not()
    {
        RowInput input = Input();
        MissingColumn missing = new("Email", "there is none", "Name it.", NextStep.ChooseEmailColumn, "Mail");
        input.Next(new Cells(("Name", "Ada")));
        input.Missing = missing;
        GenesysException end = Assert.Throws<GenesysException>(input.ThrowIfUnusable);

        input.Missing = null;
        input.ThrowIfUnusable();
        input.Next(new Cells(("Phone", "1")));
        input.Missing = missing;
        ProvisioningException error = Assert.Throws<ProvisioningException>(input.ThrowIfUnusable);

        Assert.Equal((NextStep.ChooseEmailColumn, "Mail", 1), (end.NextStep, end.NextStepArgument, end.Message.Split("row 1").Length - 1));
        Assert.Equal((NextStep.ChooseEmailColumn, "Mail", "Email", 2), (error.NextStep, error.NextStepArgument, error.Field, error.RowNumber));
    }

    [Fact]
    public void The_first_column_that_is_not_empty_counts_without_what_nobody_sees()
    {
        Cells cells = new(("A", " \u200B"), ("B", "\u200Bb "), ("C", "c"));

        Assert.Equal("b", Read(cells).First([0, 1, 2], cells, "Name"));
    }

    [Fact]
    public void Texts_are_joined_without_those_that_are_empty() => Assert.Equal("a b", RowInput.Join([" a", "\u200B ", "", "b\t"]));

    [Fact]
    public void A_failure_to_read_a_cell_is_its_rows()
    {
        Cells cells = new(("Name", new InvalidOperationException("broken")));
        RowInput input = Read(cells);

        ProvisioningException error = Assert.Throws<ProvisioningException>(() => input.Text(cells, 0, "Name"));

        Assert.Equal((1L, "Name"), (error.RowNumber, error.Field));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("gold", "gold")]
    public void A_column_that_is_empty_becomes_no_attribute(string value, string? expected)
    {
        Cells cells = new(("Tier", value));

        Assert.Equal(expected, Read(cells).Attribute(new(0, "Tier", IsNamed: true), cells));
    }

    public static TheoryData<object?> NoTables => new() { null, "", DBNull.Value };

    [Theory]
    [MemberData(nameof(NoTables))]
    public void Where_no_table_stands_there_is_none(object? value)
    {
        Cells cells = new(("CustomAttributes", value));

        Assert.Null(Read(cells).Table(RowSchema.CustomAttributes, given: null, cells));
    }

    [Fact]
    public void A_table_that_is_given_comes_before_the_rows_own()
    {
        Cells cells = new(("CustomAttributes", new Dictionary<string, object?> { ["own"] = 1 }));

        Assert.Equal("given", Assert.Single(Read(cells).Table(RowSchema.CustomAttributes, new Dictionary<string, object?> { ["given"] = 2 }, cells)!).Key);
        Assert.Equal("own", Assert.Single(Read(cells).Table(RowSchema.CustomAttributes, given: null, cells)!).Key);
    }

    [Theory]
    [InlineData(false, RowSchema.CustomAttributes)]
    [InlineData(true, RowSchema.CustomFields)]
    public void What_is_no_table_is_an_error_of_the_field_that_was_to_be_one(bool mayHaveExternalId, string field)
    {
        Cells cells = new((field, 7));
        RowInput input = Read(cells, mayHaveExternalId);

        Assert.Equal(field, Assert.Throws<ProvisioningException>(() => input.Table(field, given: null, cells)).Field);
        Assert.Equal(field, Assert.Throws<ProvisioningException>(() => input.Table(field, "text", cells)).Field);
    }

    [Fact]
    public void Text_in_the_place_of_a_contacts_fields_is_left_out_and_told_once()
    {
        Cells cells = new(("Custom Fields", "@{tier=gold}"));
        RowInput input = Read(cells, mayHaveExternalId: true);

        Assert.Null(input.Table(RowSchema.CustomFields, given: null, cells));
        Assert.Null(input.Table(RowSchema.CustomFields, given: null, cells));
        Assert.Contains("'Custom Fields' was omitted. In row 1", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_the_place_of_a_guests_attributes_is_an_error()
    {
        Cells cells = new(("CustomAttributes", "@{tier=gold}"));
        RowInput input = Read(cells);

        Assert.Throws<ProvisioningException>(() => input.Table(RowSchema.CustomAttributes, given: null, cells));
    }

    [Theory]
    [InlineData(null, "Id", null)]
    [InlineData("id", "Id", "17")]
    public void A_row_is_recognized_by_the_column_that_was_named_without_the_white_space_around(string? named, string column, string? key)
    {
        Cells cells = new((column, " 17\t"));

        Assert.Equal(key, Read(cells, options: new() { IdentityColumn = named }).Identity(cells));
    }

    [Theory]
    [InlineData("Id")]
    [InlineData("Other")]
    public void A_row_without_a_key_is_an_error_of_the_column_that_was_named(string column)
    {
        Cells cells = new((column, " "));
        RowInput input = Read(cells, options: new() { IdentityColumn = "Id" });

        Assert.Equal("Id", Assert.Throws<ProvisioningException>(() => input.Identity(cells)).Field);
    }

    [Fact]
    public void Columns_have_names_only_where_there_are_columns()
    {
        Cells cells = new(("A", 1), ("B", 2), ("C", 3));
        RowInput input = Read(cells);

        Assert.Equal(["C", "A"], input.Named([2, 0]));
        Assert.Empty(input.Named(columns: null));
    }

    private bool IsEmpty(params (string, object?)[] row)
    {
        Cells cells = new(row);
        return Read(cells).IsEmpty(cells, source: null);
    }

    private RowInput Input(bool mayHaveExternalId = false, RowReadingOptions? options = null) =>
        new((options ?? new()) with { Log = diagnostic => _warnings.Add(diagnostic.Message) }, ErrorId.InvalidGuest, mayHaveExternalId);

    private RowInput Read(Cells cells, bool mayHaveExternalId = false, RowReadingOptions? options = null)
    {
        RowInput input = Input(mayHaveExternalId, options);
        input.Next(cells);
        return input;
    }
}
