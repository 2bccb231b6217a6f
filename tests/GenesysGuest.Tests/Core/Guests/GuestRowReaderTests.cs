using GenesysGuest.Tests.Core.Rows;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>Rows as people have them.</summary>
public sealed class GuestRowReaderTests
{
    private readonly List<string> _warnings = [];

    /// <summary>The columns, with their values, and who is read from them.</summary>
    public static TheoryData<string, string, string> Exports => new()
    {
        { "a directory", "DisplayName=Ada Lovelace|Mail=|UserPrincipalName=ada@corp.example", "Ada Lovelace <ada@corp.example>" },
        { "a directory's sign-in export", "User principal name=ada@corp.example|Display name=Ada Lovelace", "Ada Lovelace <ada@corp.example>" },
        { "a mail server", "DisplayName=Ada|PrimarySmtpAddress=ada@example.com", "Ada <ada@example.com>" },
        { "LDAP", "cn=Ada Lovelace|sn=Lovelace|mail=ada@example.com", "Ada Lovelace <ada@example.com>" },
        { "a mail program", "First Name=Ada|Middle Name=|Last Name=Lovelace|E-mail Address=ada@example.com", "Ada Lovelace <ada@example.com>" },
        { "web mail", "First Name=Ada|Last Name=Lovelace|E-mail 1 - Label=Work|E-mail 1 - Value=ada@example.com", "Ada Lovelace <ada@example.com>" },
        { "another mail program", "Display Name=Ada|Primary Email=|Secondary Email=ada@example.com", "Ada <ada@example.com>" },
        { "a CRM", "FirstName=Ada|LastName=Lovelace|Email=ada@example.com", "Ada Lovelace <ada@example.com>" },
        { "another CRM", "Full Name=Ada Lovelace|emailaddress1=ada@example.com", "Ada Lovelace <ada@example.com>" },
        { "a web shop", "billing_first_name=Ada|billing_last_name=Lovelace|billing_email=ada@example.com", "Ada Lovelace <ada@example.com>" },
        { "a mailing list", "Email Address=ada@example.com|FNAME=Ada|LNAME=Lovelace", "Ada Lovelace <ada@example.com>" },
        { "a spreadsheet", "\uFEFFname =Ada|E-MAIL=ada@example.com", "Ada <ada@example.com>" },
        { "half a name", "Given Name=Ada|Surname=|email=ada@example.com", "Ada <ada@example.com>" },
        { "a whole name that is empty", "Name= |First Name=Ada|Last Name=Lovelace|Email=ada@example.com", "Ada Lovelace <ada@example.com>" },
    };

    [Theory]
    [MemberData(nameof(Exports))]
    public void Columns_are_found(string kind, string row, string expected)
    {
        Assert.NotEmpty(kind);
        Assert.Equal(expected, Read(Split(row))!.ToString());
    }

    [Fact]
    public void Options_are_required() => Assert.Throws<ArgumentNullException>("options", () => new GuestRowReader(null!));

    [Fact]
    public void The_order_of_known_columns_counts_not_that_of_the_file() =>
        Assert.Equal("A <mail@example.com>", Read([("UserPrincipalName", "upn@example.com"), ("Mail", "mail@example.com"), ("Name", "A")])!.ToString());

    [Fact]
    public void Named_columns_of_a_name_are_joined() => Assert.Equal(
        "Dr. Ada Lovelace <ada@example.com>",
        Read([("Title", "Dr."), ("Vorname", "Ada"), ("Nachname", "Lovelace"), ("Name", "wrong"), ("Email", "ada@example.com")], new() { NameColumn = ["Title", "vorname", "NACHNAME"] })!.ToString());

    [Fact]
    public void Of_named_columns_of_an_address_the_first_that_is_not_empty_counts() => Assert.Equal(
        "Ada <ada@example.com>",
        Read([("Name", "Ada"), ("Email", "wrong@example.com"), ("Work", ""), ("Home", "ada@example.com")], new() { EmailColumn = ["Work", "Home"] })!.ToString());

    [Theory]
    [InlineData("Nme=Ada|Contact=ada@example.com", "Email", "no column for the email address was found; the columns are 'Nme', 'Contact'", "-EmailColumn 'Contact'")]
    [InlineData("Nme=Ada|E-Post =|Email=ada@example.com", "Name", "no column for the name was found; the columns are 'Nme', 'E-Post ', 'Email'", "-NameColumn <column>")]
    [InlineData("Benutzername=Ada|Email=ada@example.com", "Name", "the columns are 'Benutzername', 'Email'", "-NameColumn 'Benutzername'")]
    [InlineData("It's mail=x|Name=Ada", "Email", "the columns are 'It's mail', 'Name'", "-EmailColumn 'It''s mail'")]
    [InlineData("Name;Email=Ada;ada@example.com", "Email", "the only column is 'Name;Email'", "Import-Csv -Delimiter ';'")]
    [InlineData("Name\tEmail=Ada\tada@example.com", "Email", "the only column", "Import-Csv -Delimiter \"`t\"")]
    [InlineData("Name,Email=Ada", "Email", "the only column", "Import-Csv -Delimiter ','")]
    [InlineData("sep=;=Name;Email", "Email", "the file begins with the line 'sep=;'", "Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter ';'")]
    [InlineData("N\0a\0m\0e=A", "Name", "the file is UTF-16", "Import-Csv -Encoding unicode")]
    public void A_first_row_without_a_column_ends_the_work_and_says_what_helps(string row, string field, string what, string remedy)
    {
        (string, object?)[] cells = row.StartsWith("sep=", StringComparison.Ordinal) ? [("sep=;", "Name;Email")] : Split(row);

        GenesysException end = Assert.Throws<GenesysException>(() => Read(cells));

        Assert.Equal(ErrorId.InvalidGuest, end.ErrorId);
        Assert.StartsWith($"{field}: ", end.Message, StringComparison.Ordinal);
        Assert.Contains(what, end.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, end.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_row_without_a_column_is_an_error_of_its_own()
    {
        GuestRowReader reader = new(new());
        reader.Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com")));

        ProvisioningException error = Assert.Throws<ProvisioningException>(() => reader.Read(new Cells(("Name", "Bob"), ("Phone", "1"))));

        Assert.Equal((2L, "Email"), (error.RowNumber, error.Field));
    }

    [Fact]
    public void A_column_that_was_named_and_is_not_there_ends_the_work() => Assert.Contains(
        "the column 'Mial' was not found", Assert.Throws<GenesysException>(() => Read([("Name", "Ada"), ("Mail", "a@example.com")], new() { EmailColumn = ["Mial"] })).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_row_is_passed_over_and_counted()
    {
        GuestRowReader reader = new(new());

        Assert.Null(reader.Read(new Cells(("Name", ""), ("Email", null), ("Tier", " "), ("X", DBNull.Value))));
        Assert.Equal(2, reader.Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com"), ("Tier", ""), ("X", "")))!.Number);
        Assert.Equal((2L, 1L), (reader.Count, reader.Empty));
    }

    [Fact]
    public void A_row_that_has_anything_is_not_empty() =>
        Assert.Equal("Name", Assert.Throws<ProvisioningException>(() => Read([("Name", ""), ("Email", ""), ("Tier", "gold")])).Field);

    [Fact]
    public void A_nested_object_is_that_rows_error()
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => Read([("Name", new Dictionary<string, object?> { ["first"] = "Ada" }), ("Email", "ada@example.com")]));

        Assert.Equal("Name", error.Field);
        Assert.Contains("the column 'Name' contains an object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_cannot_be_read_is_that_rows_error() =>
        Assert.Equal("Email", Assert.Throws<ProvisioningException>(() => Read([("Name", "Ada"), ("Email", new InvalidOperationException("broken"))])).Field);

    [Fact]
    public void Two_columns_of_one_name_are_an_error() => Assert.Contains(
        "two columns are named 'email'", Assert.Throws<ProvisioningException>(() => Read([("Name", "Ada"), ("Email", "a@example.com"), ("email", "b@example.com")])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Tier", "Tier=gold")]
    [InlineData("tier", "Tier=gold")]
    [InlineData("Revenue [EUR]", "Revenue [EUR]=7")]
    [InlineData("*", "Tier=gold Revenue [EUR]=7")]
    [InlineData("T*", "Tier=gold")]
    public void Attributes_are_columns_by_name_or_pattern(string column, string expected) => Assert.Equal(
        expected, Attributes([("Name", "Ada"), ("Email", "ada@example.com"), ("Tier", "gold"), ("Revenue [EUR]", 7), ("Note", "")], column));

    [Theory]
    [InlineData("Nope")]
    [InlineData("X*")]
    public void What_matches_no_column_is_told_once(string column)
    {
        GuestRowReader reader = new(Options(new() { AttributeColumn = [column] }));
        for (int row = 0; row < 3; row++)
        {
            reader.Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com"), ($"Other {row}", "x")));
        }

        Assert.Contains($"'{column}'", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_text_is_left_out_of_a_pattern_and_told_once()
    {
        GuestRowReader reader = new(Options(new() { AttributeColumn = ["*"] }));
        string[] read = [.. Enumerable.Range(0, 3).Select(_ => Text(reader.Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com"), ("Groups", new[] { 1, 2 }), ("Tier", "gold")))))];

        Assert.Equal(["Tier=gold", "Tier=gold", "Tier=gold"], read);
        Assert.Contains("'Groups'", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_takes_the_columns_that_are_fields_of_contacts_alone()
    {
        GuestRowReader reader = new(Options(new() { AttributeColumn = ["*"] }));

        Assert.Equal("First Name=Augusta External Id=E1", Text(reader.Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com"), ("First Name", "Augusta"), ("External Id", "E1")))));
    }

    [Fact]
    public void What_has_no_text_and_was_named_is_that_rows_error() => Assert.Equal(
        "Groups", Assert.Throws<ProvisioningException>(() => Attributes([("Name", "Ada"), ("Email", "ada@example.com"), ("Groups", new[] { 1, 2 })], "Groups")).Field);

    [Fact]
    public void Attributes_that_differ_only_in_case_are_told() => Assert.Contains(
        "differ only in case",
        Assert.Throws<ProvisioningException>(() => Attributes(
            [("Name", "Ada"), ("Email", "ada@example.com"), ("CustomAttributes", new Dictionary<string, object?> { ["tier"] = "a" }), ("Tier", "b")], "Tier")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Kept_columns_are_handed_back_as_they_are()
    {
        GuestRow row = Read([("Name", "Ada"), ("Email", "ada@example.com"), ("CrmId", 17), ("Groups", null)], new() { KeepColumn = ["CrmId", "G*"] })!;

        Assert.Equal([KeyValuePair.Create("CrmId", (object?)17), KeyValuePair.Create("Groups", (object?)null)], row.Kept);
    }

    [Fact]
    public void Each_row_is_read_by_its_own_columns()
    {
        GuestRowReader reader = new(new());

        Assert.Equal("Ada <ada@example.com>", reader.Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com")))!.ToString());
        Assert.Equal("Bob <bob@example.com>", reader.Read(new Cells(("E-Mail", "bob@example.com"), ("Display Name", "Bob")))!.ToString());
    }

    [Theory]
    [InlineData("Ada", null, "Email")]
    [InlineData(null, "ada@example.com", "Name")]
    public void A_row_for_which_something_was_given_is_not_empty(string? name, string? email, string missing) =>
        Assert.Equal(missing, Assert.Throws<ProvisioningException>(() => new GuestRowReader(new()).Read(new Cells(("Name", ""), ("Email", "")), name: name, email: email)).Field);

    [Fact]
    public void An_email_address_that_was_given_comes_before_the_rows_own() =>
        Assert.Equal("given@example.com", new GuestRowReader(new()).Read(new Cells(("Name", "Ada"), ("Email", "ada@example.com")), email: "given@example.com")!.Request.Email);

    [Fact]
    public void A_name_that_was_given_holds_for_every_row() =>
        Assert.Equal("Guest <ada@example.com>", new GuestRowReader(new()).Read(new Cells(("Email", "ada@example.com")), name: "Guest")!.ToString());

    private static (string, object?)[] Split(string row) =>
        [.. row.Split('|').Select(cell => cell.Split('=')).Select(cell => (cell[0], (object?)(cell.Length > 1 ? cell[1] : "")))];

    private static string Text(GuestRow? row) => string.Join(' ', row!.Request.CustomAttributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));

    private GuestRow? Read((string, object?)[] cells, RowReadingOptions? options = null) => new GuestRowReader(Options(options ?? new())).Read(new Cells(cells));

    private string Attributes((string, object?)[] cells, string column) => Text(Read(cells, new() { AttributeColumn = [column] }));

    private RowReadingOptions Options(RowReadingOptions options) => options with
    {
        Pattern = text => text.EndsWith('*') ? name => name.StartsWith(text[..^1], StringComparison.OrdinalIgnoreCase) : text.Contains('[') ? _ => false : null,
        Log = diagnostic => _warnings.Add(diagnostic.Message),
    };
}
