using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Which contacts rows ask to remove, and which they spare.</summary>
public sealed class ContactRemovalReaderTests
{
    private const string Id = "c0c0c0c0-0000-4000-8000-000000000001";

    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData("Id")]
    [InlineData("ID")]
    [InlineData("ContactId")]
    [InlineData("contact id")]
    public void A_row_has_the_id_in_a_column(string column) => Assert.Equal(Id, Read(new Cells((column, $" {Id.ToUpperInvariant()} ")))!.ContactId);

    [Fact]
    public void An_id_is_taken_as_it_is() => Assert.Equal(Id, New().Read(new Cells(), id: $"{{{Id}}}")!.ContactId);

    [Theory]
    [InlineData("")]
    [InlineData("crm-17")]
    [InlineData("ada@example.com")]
    [InlineData("\u001b[2J")]
    public void What_is_no_contacts_id_is_that_rows_error(string id)
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read(new Cells(("Id", id), ("Email", "ada@example.com"))));

        Assert.Equal((ErrorId.InvalidContact, "Id", 1L), (error.ErrorId, error.Field, error.RowNumber));
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Fact]
    public void A_first_row_without_the_column_ends_the_work_and_a_later_one_does_not()
    {
        GenesysException end = Assert.Throws<GenesysException>(() => Read(new Cells(("Email", "ada@example.com"))));
        Assert.Equal(("Id: the column was not found; the columns are 'Email'. The error is in row 1. No request was sent.", ErrorId.InvalidContact), (end.Message, end.ErrorId));
        ContactRemovalReader reader = New();
        Assert.NotNull(reader.Read(new Cells(("Id", Id))));
        Assert.Equal(2, Assert.Throws<ProvisioningException>(() => reader.Read(new Cells(("Email", "ada@example.com")))).RowNumber);
    }

    [Theory]
    [InlineData("Updated")]
    [InlineData("unchanged")]
    [InlineData(" Removed ")]
    [InlineData("odd")]
    public void Whoever_was_there_before_the_import_is_spared_and_that_is_told_once(string change)
    {
        ContactRemovalReader reader = New();

        Assert.Null(reader.Read(new Cells(("Id", Id), ("Change", change))));
        Assert.Null(reader.Read(new Cells(("Id", Id), ("Change", change))));
        Assert.Equal(3, reader.Read(new Cells(("Id", Id), ("Change", "created")))!.Number);
        Assert.Contains("The first is row 1.", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal("3 rows, 0 of them empty", reader.ToString());
    }

    [Fact]
    public void Nobody_is_spared_if_that_is_asked_for()
    {
        Assert.NotNull(new ContactRemovalReader(takesAll: true).Read(new Cells(("Id", Id), ("Change", "Updated"))));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(ContactChange.Created)]
    public void A_row_of_no_import_is_not_spared(object? change) => Assert.NotNull(Read(new Cells(("Id", Id), ("Change", change))));

    [Fact]
    public void Nothing_at_all_is_an_empty_row() => Assert.Null(Read(new Cells()));

    [Fact]
    public void An_empty_line_of_a_file_is_passed_over() => Assert.Null(Read(new Cells(("Id", ""), ("Change", " "))));

    [Fact]
    public void A_file_read_with_the_wrong_separator_is_answered_with_the_right_one()
    {
        GenesysException end = Assert.Throws<GenesysException>(() => Read(new Cells(("Id;Change", $"{Id};Created"))));

        Assert.Equal((NextStep.ReadWithDelimiter, ";"), (end.NextStep, end.NextStepArgument));
    }

    [Fact]
    public void A_column_that_cannot_be_read_is_that_rows_error() => Assert.Contains(
        "broken", Assert.Throws<ProvisioningException>(() => Read(new Cells(("Id", new InvalidOperationException("broken"))))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_that_holds_a_list_is_that_rows_error() => Assert.Contains(
        "a list of 2 values", Assert.Throws<ProvisioningException>(() => Read(new Cells(("Id", new[] { Id, Id })))).Message, StringComparison.Ordinal);

    private ContactRemovalReader New() => new(log: diagnostic => _warnings.Add(diagnostic.Message));

    private ContactRemovalRow? Read(Cells cells) => New().Read(cells);
}
