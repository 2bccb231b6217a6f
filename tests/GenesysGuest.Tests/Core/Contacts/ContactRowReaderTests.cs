using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Rows as people have them, as contacts: who they are and what they are found by.</summary>
public sealed class ContactRowReaderTests
{
    private static readonly ContactSettings Crm = new() { ExternalSourceId = "s-1" };

    /// <summary>The columns, with their values, and the two names that are read from them.</summary>
    public static TheoryData<string, string> Names => new()
    {
        { "First Name=Ada|Last Name=Lovelace", "Ada|Lovelace" },
        { "First Name=Ada|Last Name=Lovelace|Name=Somebody Else", "Ada|Lovelace" },
        { "Given Name=Ada|Surname=", "Ada|" },
        { "Forename=|Surname=Lovelace", "|Lovelace" },
        { "Name=Ada Lovelace", "Ada|Lovelace" },
        { "Name=Ada King Lovelace", "Ada King|Lovelace" },
        { "Name= Ada  Lovelace\u200B", "Ada|Lovelace" },
        { "Name=Lovelace, Ada", "Lovelace, Ada|" },
        { "Name=Ada Lovelace, Countess", "Ada Lovelace, Countess|" },
        { "Name=Ada", "Ada|" },
        { "Name=|Display Name=Ada Lovelace", "Ada|Lovelace" },
        { "First Name=|Last Name= |Name=Ada Lovelace", "Ada|Lovelace" },
        { "cn=Ada Lovelace|sn=Lovelace", "Ada|Lovelace" },
        { "cn=John von Neumann|sn=von Neumann", "John|von Neumann" },
        { "cn=Maria Anna Mozart|givenName=Maria Anna", "Maria Anna|Mozart" },
        { "cn=John von Neumann|givenName=john", "john|von Neumann" },
        { "cn=ACME|sn=ACME", "|ACME" },
        { "Name=Ada Lovelace|Display Name=Countess", "Ada|Lovelace" },
        { "cn=Robert Smith|givenName=Bob", "Robert|Smith" },
        { "Phone=7", "|" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_read_whole_or_apart_and_nothing_of_it_is_lost(string row, string expected)
    {
        ContactRequest request = Read($"Email=ada@example.com|{row}").Request;

        Assert.Equal(expected, $"{request.FirstName}|{request.LastName}");
    }

    [Fact]
    public void Named_columns_of_a_name_are_joined() => Assert.Equal(
        ("Dr. Ada", "Lovelace"), NamesOf(Read("Title=Dr.|Vorname=Ada|Nachname=Lovelace|Name=wrong|Email=ada@example.com", options: new() { NameColumn = ["Title", "vorname", "NACHNAME"] })));

    [Theory]
    [InlineData("ExternalId=crm-17|Email=ada@example.com", "crm-17", "ada@example.com")]
    [InlineData("external id= crm-17 |Email=ada@example.com", "crm-17", "ada@example.com")]
    [InlineData("EXTERNAL_ID=crm-17|Name=Ada", "crm-17", null)]
    [InlineData("ExternalId=|Email=ada@example.com", null, "ada@example.com")]
    public void An_external_id_is_read_where_its_source_is_named(string row, string? externalId, string? email)
    {
        ContactRequest request = Read(row, Crm).Request;

        Assert.Equal((externalId, email), (request.ExternalId, request.Email));
    }

    [Fact]
    public void The_column_of_the_external_id_can_be_named() =>
        Assert.Equal("17", Read("CRM Id=17|ExternalId=wrong|Name=Ada", Crm, new() { ExternalIdColumn = "crm id" }).Request.ExternalId);

    [Fact]
    public void An_external_id_without_a_source_ends_the_work_and_says_what_helps()
    {
        GenesysException error = Assert.Throws<GenesysException>(() => Read("ExternalId=crm-17|Email=ada@example.com"));

        Assert.Equal((ErrorId.ContactSettingInvalid, NextStep.NameExternalSource), (error.ErrorId, error.NextStep));
        Assert.StartsWith("Row 1 has the external id 'crm-17'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Use -ExternalSource.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_external_ids_that_is_empty_needs_no_source() =>
        Assert.Null(Read("ExternalId= |Email=ada@example.com").Request.ExternalId);

    [Theory]
    [InlineData("Nme=Ada|Contact=ada@example.com", false, "Email: no column for the email address was found; the columns are 'Nme', 'Contact'", "Use -EmailColumn 'Contact'.")]
    [InlineData("Name=Ada|CRM Number=17|Email=ada@example.com", true, "ExternalId: no column for the external id was found; the columns are 'Name', 'CRM Number', 'Email'", "Use -ExternalIdColumn 'CRM Number'.")]
    [InlineData("Name=Ada|Email=ada@example.com", true, "ExternalId: no column for the external id was found", "Use -ExternalIdColumn <column>.")]
    [InlineData("Name;Email=Ada;ada@example.com", false, "Email: the only column is 'Name;Email'", "Use Import-Csv -Delimiter ';'.")]
    [InlineData("Name;Email=Ada;ada@example.com", true, "ExternalId: the only column is 'Name;Email'", "Use Import-Csv -Delimiter ';'.")]
    [InlineData("E\0m\0=a", false, "the file is UTF-16 without a byte order mark. No request was sent.", "Use Import-Csv -Encoding unicode.")]
    public void A_first_row_without_a_column_ends_the_work_and_says_what_helps(string row, bool hasSource, string what, string advice)
    {
        GenesysException end = Assert.Throws<GenesysException>(() => Read(row, hasSource ? Crm : null));

        Assert.Equal(ErrorId.InvalidContact, end.ErrorId);
        Assert.Contains(what, end.Message, StringComparison.Ordinal);
        Assert.EndsWith(advice, end.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_was_damaged_is_found_in_the_column_of_the_file()
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read("Name=J\uFFFDrgen Gro\uFFFD|Email=juergen@example.com"));

        Assert.Equal("Row 1: Name: the column 'Name' contains characters that were damaged when the file was read. No request was sent.", error.Message);
        Assert.EndsWith("Use Import-Csv -Encoding ansi.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NameColumn")]
    [InlineData("EmailColumn")]
    [InlineData("ExternalIdColumn")]
    public void A_column_that_was_named_and_is_not_there_ends_the_work(string parameter)
    {
        RowReadingOptions options = parameter switch
        {
            "NameColumn" => new() { NameColumn = ["Nope"] },
            "EmailColumn" => new() { EmailColumn = ["Nope"] },
            _ => new() { ExternalIdColumn = "Nope" },
        };

        GenesysException end = Assert.Throws<GenesysException>(() => Read("Name=Ada|Email=ada@example.com|ExternalId=17", Crm, options));

        Assert.Contains("the column 'Nope' was not found; the columns are 'Name', 'Email', 'ExternalId'", end.Message, StringComparison.Ordinal);
        Assert.Contains($"Use -{parameter} ", end.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_row_without_a_column_is_an_error_of_its_own()
    {
        ContactRowReader reader = new(new(), new());
        reader.Read(Cells("Email=ada@example.com"));

        ProvisioningException error = Assert.Throws<ProvisioningException>(() => reader.Read(Cells("Phone=1")));

        Assert.Equal((ErrorId.InvalidContact, 2L, "Email"), (error.ErrorId, error.RowNumber, error.Field));
    }

    [Theory]
    [InlineData("Name=Ada|Email=", "the contact has neither an email address nor an external id")]
    [InlineData("Name=Ada|Email=nowhere", "is not an email address")]
    public void A_row_by_which_nobody_is_found_is_an_error_of_its_own(string row, string what)
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read(row));

        Assert.Equal((ErrorId.InvalidContact, 1L), (error.ErrorId, error.RowNumber));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_row_is_passed_over_and_counted()
    {
        ContactRowReader reader = new(new(), Crm);

        Assert.Null(reader.Read(Cells("Name=|Email= |ExternalId=|Tier=")));
        Assert.Equal(2, reader.Read(Cells("Name=|Email=|ExternalId=17|Tier="))!.Number);
        Assert.Equal((2L, 1L, "2 rows, 1 of them empty"), (reader.Count, reader.Empty, reader.ToString()));
    }

    [Theory]
    [InlineData("A.", null, null, "18", "A.|Lovelace|ada@example.com|18")]
    [InlineData(null, "L.", "a@l", null, "Ada|L.|a@l|17")]
    public void What_is_given_for_every_row_comes_before_the_rows_own(string? first, string? last, string? email, string? id, string expected)
    {
        ContactRowReader reader = new(new(), Crm);

        ContactRequest request = reader.Read(Cells("Name=Ada Lovelace|Email=ada@example.com|ExternalId=17"), given: new(first, last, email, id, null))!.Request;

        Assert.Equal(expected, $"{request.FirstName}|{request.LastName}|{request.Email}|{request.ExternalId}");
    }

    [Fact]
    public void Columns_are_kept_and_the_row_has_a_key_of_its_own()
    {
        ContactRow row = Read("CrmId=17|Email=ada@example.com|Note=x", options: new() { KeepColumn = ["crmid"], IdentityColumn = "CrmId" });

        Assert.Equal([KeyValuePair.Create("CrmId", (object?)"17")], row.Kept);
        Assert.Equal("17", row.Identity);
    }

    [Fact]
    public void It_says_where_it_found_what()
    {
        ContactRowReader reader = new(new(), Crm);
        reader.Read(Cells("Last Name=L|First Name=A|Display Name=A L|Mail=ada@example.com|external id=17"));

        Assert.Equal(["First Name", "Last Name", "Display Name"], reader.NameColumns);
        Assert.Equal(("Mail", "external id"), (Assert.Single(reader.EmailColumns), reader.ExternalIdColumn));
    }

    private static (string?, string?) NamesOf(ContactRow row) => (row.Request.FirstName, row.Request.LastName);

    private static Cells Cells(string row) => new([.. row.Split('|').Select(cell => cell.Split('=', 2)).Select(cell => (cell[0], (object?)cell[1]))]);

    private static ContactRow Read(string row, ContactSettings? settings = null, RowReadingOptions? options = null) =>
        new ContactRowReader(options ?? new(), settings ?? new()).Read(Cells(row))!;
}
