using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>What a row looks like that lacks a column, and which of its columns probably holds it.</summary>
public sealed class MissingColumnTests
{
    [Theory]
    [InlineData(0, "none")]
    [InlineData(1, "'c1'")]
    [InlineData(3, "'c1', 'c2', 'c3'")]
    public void Columns_are_shown_in_quotes(int count, string expected) => Assert.Equal(expected, Quoted(count));

    [Theory]
    [InlineData(30, ", 'c30'")]
    [InlineData(31, ", 'c30' and 1 more")]
    [InlineData(42, ", 'c30' and 12 more")]
    public void Thirty_columns_are_shown_and_the_others_counted(int count, string end) => Assert.EndsWith(end, Quoted(count), StringComparison.Ordinal);

    [Theory]
    [InlineData("Kontakt=ada@example.com", "Kontakt")]
    [InlineData("Handle=@ada|Kontakt=ada@example.com", "Kontakt")]
    [InlineData("Handle=@ada", null)]
    [InlineData("Handle=@ada|Electronic Mail Box=", "Electronic Mail Box")]
    [InlineData("Handle=@ada|Address=", "Address")]
    [InlineData("Phone=1|Handle=2", null)]
    public void A_column_looks_like_the_address_by_what_stands_in_it_or_by_its_name(string row, string? likely) => Assert.Equal(
        (RowSchema.Email, NextStep.ChooseEmailColumn, likely), Of(OfGuest(row, needsName: false)));

    [Fact]
    public void A_column_that_cannot_be_read_holds_no_address() => Assert.Equal("B", MissingColumn.OfGuest(
        Map(("A", new InvalidOperationException("broken")), ("B", "ada@example.com"), out Cells cells), cells, needsName: false, needsEmail: true)!.Argument);

    [Theory]
    [InlineData("Benutzername=Ada|Contact=x", "Benutzername")]
    [InlineData("Contact Person=Ada", "Contact Person")]
    [InlineData("Contacted=Ada", "Contacted")]
    [InlineData("Persona=Ada", "Persona")]
    [InlineData("The Customer=Ada", "The Customer")]
    [InlineData("Phone=1", null)]
    public void A_column_looks_like_the_name_by_its_name(string row, string? likely) => Assert.Equal(
        (RowSchema.Name, NextStep.ChooseNameColumn, likely), Of(OfGuest($"{row}|Email=ada@example.com", needsEmail: false)));

    [Theory]
    [InlineData("CRM Id=17", "CRM Id")]
    [InlineData("Customer Number=17", "Customer Number")]
    [InlineData("Primary-Key=17", "Primary-Key")]
    [InlineData("Idea=17|Keys=1|Numbers=2", null)]
    public void A_column_looks_like_the_external_id_by_the_end_of_its_name(string row, string? likely) => Assert.Equal(
        (RowSchema.ExternalId, NextStep.ChooseExternalIdColumn, likely), Of(OfContact(row, needsExternalId: true)));

    [Theory]
    [InlineData("a;b", ";")]
    [InlineData("a\tb", "\t")]
    [InlineData("a|b", "|")]
    [InlineData("a,b", ",")]
    public void One_column_with_a_separator_in_it_was_read_with_another(string column, string separator)
    {
        Cells cells = new((column, "x"));

        MissingColumn missing = MissingColumn.OfGuest(new ColumnMap(cells, new()), cells, needsName: true, needsEmail: true)!;

        Assert.Equal((NextStep.ReadWithDelimiter, separator), (missing.NextStep, missing.Argument));
    }

    [Theory]
    [InlineData("sep=;", NextStep.ReadAfterFirstLine, ";")]
    [InlineData("SEP=,", NextStep.ReadAfterFirstLine, ",")]
    [InlineData("sep=", NextStep.ChooseEmailColumn, null)]
    [InlineData("sept=", NextStep.ChooseEmailColumn, null)]
    [InlineData("sep=ab", NextStep.ChooseEmailColumn, null)]
    public void A_line_for_spreadsheets_has_one_character_after_its_mark(string column, NextStep step, string? argument)
    {
        Cells cells = new((column, "x"));

        MissingColumn missing = MissingColumn.OfGuest(new ColumnMap(cells, new()), cells, needsName: true, needsEmail: true)!;

        Assert.Equal((step, argument), (missing.NextStep, missing.Argument));
    }

    [Fact]
    public void Of_several_columns_none_was_read_with_another_separator()
    {
        Cells cells = new(("sep=;", "x"), ("a;b", "x"));

        Assert.Equal(NextStep.ChooseEmailColumn, MissingColumn.OfGuest(new ColumnMap(cells, new()), cells, needsName: true, needsEmail: true)!.NextStep);
    }

    [Theory]
    [InlineData("CrmId;Name;Email", "NameColumn", NextStep.ReadWithDelimiter, ";")]
    [InlineData("CrmId;Name;Email", "EmailColumn", NextStep.ReadWithDelimiter, ";")]
    [InlineData("CrmId;Name;Email", "ExternalIdColumn", NextStep.ReadWithDelimiter, ";")]
    [InlineData("CrmId\tName\tEmail", "NameColumn", NextStep.ReadWithDelimiter, "\t")]
    [InlineData("CrmId\tName\tEmail", "EmailColumn", NextStep.ReadWithDelimiter, "\t")]
    [InlineData("CrmId\tName\tEmail", "ExternalIdColumn", NextStep.ReadWithDelimiter, "\t")]
    [InlineData("sep=;", "NameColumn", NextStep.ReadAfterFirstLine, ";")]
    [InlineData("sep=;", "EmailColumn", NextStep.ReadAfterFirstLine, ";")]
    [InlineData("sep=;", "ExternalIdColumn", NextStep.ReadAfterFirstLine, ";")]
    public void In_a_file_that_was_misread_a_named_column_is_not_the_matter(string column, string parameter, NextStep step, string argument)
    {
        RowReadingOptions options = new()
        {
            NameColumn = parameter is "NameColumn" ? ["Kunde"] : [],
            EmailColumn = parameter is "EmailColumn" ? ["Kontakt"] : [],
            ExternalIdColumn = parameter is "ExternalIdColumn" ? "CrmId" : null,
        };
        Cells cells = new((column, "x"));

        MissingColumn contact = MissingColumn.OfContact(new ColumnMap(cells, options, mayHaveExternalId: true), cells, hasEmail: false, hasExternalId: false, needsExternalId: true)!;
        MissingColumn guest = MissingColumn.OfGuest(new ColumnMap(cells, options), cells, needsName: true, needsEmail: true)!;

        Assert.Equal((step, argument), (contact.NextStep, contact.Argument));
        Assert.Equal((step, argument), (guest.NextStep, guest.Argument));
    }

    [Fact]
    public void A_row_without_columns_is_text_that_nobody_read_into_rows()
    {
        Cells cells = new();

        MissingColumn missing = MissingColumn.OfGuest(new ColumnMap(cells, new()), cells, needsName: true, needsEmail: true)!;

        Assert.Equal((NextStep.ReadRows, "the row has no columns; text and files are not rows"), (missing.NextStep, missing.What));
    }

    [Theory]
    [InlineData("Email=a", true, true, RowSchema.Name)]
    [InlineData("Email=a", false, true, null)]
    [InlineData("Name=a", true, true, RowSchema.Email)]
    [InlineData("Name=a", true, false, null)]
    [InlineData("First Name=a|Email=a", true, true, null)]
    [InlineData("Last Name=a|Email=a", true, true, null)]
    [InlineData("Phone=a", false, false, null)]
    public void A_guest_needs_what_was_not_given(string row, bool needsName, bool needsEmail, string? field) =>
        Assert.Equal(field, OfGuest(row, needsName, needsEmail)?.Field);

    [Theory]
    [InlineData("Email=a", false, false, false, null)]
    [InlineData("ExternalId=a", false, false, false, null)]
    [InlineData("Phone=a", false, false, false, RowSchema.Email)]
    [InlineData("Phone=a", true, false, false, null)]
    [InlineData("Phone=a", false, true, false, null)]
    [InlineData("Phone=a", false, true, true, null)]
    [InlineData("Email=a", false, false, true, RowSchema.ExternalId)]
    [InlineData("Phone=a", true, false, true, RowSchema.ExternalId)]
    public void A_contact_needs_something_to_be_found_by(string row, bool hasEmail, bool hasExternalId, bool needsExternalId, string? field) =>
        Assert.Equal(field, OfContact(row, hasEmail, hasExternalId, needsExternalId)?.Field);

    [Fact]
    public void A_column_that_was_named_for_what_is_given_is_not_missed()
    {
        RowReadingOptions options = new() { NameColumn = ["N"], EmailColumn = ["E"], ExternalIdColumn = "X" };
        Cells cells = new(("Email", "ada@example.com"), ("Name", "Ada"));

        Assert.Null(MissingColumn.OfGuest(new ColumnMap(cells, options), cells, needsName: false, needsEmail: false));
        Assert.Null(MissingColumn.OfContact(new ColumnMap(cells, options with { NameColumn = [] }, mayHaveExternalId: true), cells, hasEmail: true, hasExternalId: true, needsExternalId: true));
    }

    [Theory]
    [InlineData("N", "E", "X", "Name: the column 'N' was not found")]
    [InlineData(null, "E", "X", "Email: the column 'E' was not found")]
    [InlineData(null, null, "X", "ExternalId: the column 'X' was not found")]
    public void Of_several_that_were_named_and_are_not_there_the_name_is_missed_first_and_the_id_last(string? name, string? email, string? id, string expected)
    {
        RowReadingOptions options = new() { NameColumn = name is null ? [] : [name], EmailColumn = email is null ? [] : [email], ExternalIdColumn = id };
        Cells cells = new(("Email", "ada@example.com"), ("Name", "Ada"), ("ExternalId", "17"));

        MissingColumn missing = MissingColumn.OfContact(new ColumnMap(cells, options, mayHaveExternalId: true), cells, hasEmail: false, hasExternalId: false, needsExternalId: true)!;

        Assert.StartsWith(expected, $"{missing.Field}: {missing.What}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("N", "E", "Name: the column 'N' was not found")]
    [InlineData("N", null, "Name: the column 'N' was not found")]
    [InlineData(null, "E", "Email: the column 'E' was not found")]
    public void So_it_is_with_a_guest(string? name, string? email, string expected)
    {
        Cells cells = new(("Email", "ada@example.com"), ("Name", "Ada"));
        RowReadingOptions options = new() { NameColumn = name is null ? [] : [name], EmailColumn = email is null ? [] : [email] };

        MissingColumn missing = MissingColumn.OfGuest(new ColumnMap(cells, options), cells, needsName: true, needsEmail: true)!;

        Assert.StartsWith(expected, $"{missing.Field}: {missing.What}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Phone=1|Handle=2", "Specify the column.")]
    [InlineData("Phone=1|Address=2", "Specify the column. It may be 'Address'.")]
    [InlineData("a;b=1", "The columns are separated by ';'.")]
    [InlineData("a\tb=1", "The columns are separated by tabs.")]
    public void What_helps_is_said(string row, string remedy) => Assert.Equal(remedy, OfGuest(row)!.Remedy);

    private static string Quoted(int count) => MissingColumn.Quoted([.. Enumerable.Range(1, count).Select(number => $"c{number}")]);

    private static (string?, NextStep?, string?) Of(MissingColumn? missing) => (missing?.Field, missing?.NextStep, missing?.Argument);

    private static MissingColumn? OfGuest(string row, bool needsName = true, bool needsEmail = true)
    {
        Cells cells = Split(row);
        return MissingColumn.OfGuest(new ColumnMap(cells, new()), cells, needsName, needsEmail);
    }

    private static MissingColumn? OfContact(string row, bool hasEmail = false, bool hasExternalId = false, bool needsExternalId = false)
    {
        Cells cells = Split(row);
        return MissingColumn.OfContact(new ColumnMap(cells, new(), mayHaveExternalId: true), cells, hasEmail, hasExternalId, needsExternalId);
    }

    private static ColumnMap Map((string, object?) first, (string, object?) second, out Cells cells)
    {
        cells = new(first, second);
        return new(cells, new());
    }

    private static Cells Split(string row) => new([.. row.Split('|').Select(cell => cell.Split('=', 2)).Select(cell => (cell[0], (object?)cell[1]))]);
}
