namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>A contact is checked when it is made, and its body can be looked at without sending it.</summary>
public sealed class ContactRequestTests
{
    private static readonly ContactSettings Settings = new() { ExternalSourceId = "s-1", Schema = new ContactSchema("schema-1", 3) };

    [Fact]
    public void Each_value_stands_in_its_body_as_what_it_is() => Assert.EndsWith(
        """
        "customFields":{"bool":false,"int":7,"long":8,"decimal":9.50,"double":0.25,"text":"a \"é\" <b>"}}}
        """.Trim(),
        new ContactRequest(null, null, "ada@example.com", null, new Dictionary<string, object>
        {
            ["bool"] = false, ["int"] = 7, ["long"] = 8L, ["decimal"] = 9.50m, ["double"] = 0.25, ["text"] = "a \"é\" <b>",
        }).ToBody(Settings),
        StringComparison.Ordinal);

    [Fact]
    public void A_schema_whose_version_nobody_knows_yet_has_none() => Assert.Contains(
        "\"schema\":{\"id\":\"schema-1\"},", new ContactRequest(null, null, "a@b", null, Fields("a", 1)).ToBody(Settings with { Schema = new ContactSchema("schema-1", 0) }), StringComparison.Ordinal);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Without_a_schema_or_without_fields_neither_is_sent(bool hasSchema, bool hasFields) => Assert.DoesNotContain(
        "customFields",
        new ContactRequest(null, null, "a@b", null, hasFields ? Fields("a", 1) : null).ToBody(hasSchema ? Settings : new()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Ada", "Lovelace", "ada@example.com", "17", "Ada Lovelace <ada@example.com>")]
    [InlineData(null, "Lovelace", null, "17", "Lovelace <17>")]
    [InlineData(null, null, null, "17", "<17>")]
    [InlineData(null, null, "ada@example.com", "17", "<ada@example.com>")]
    public void Its_text_says_who_it_is(string? first, string? last, string? email, string? id, string expected) =>
        Assert.Equal(expected, new ContactRequest(first, last, email, id).ToString());

    [Theory]
    [InlineData("first", "FirstName")]
    [InlineData("last", "LastName")]
    [InlineData("email", RowSchema.Email)]
    [InlineData("id", "ExternalId")]
    public void What_would_steer_a_terminal_is_refused_by_the_field_that_holds_it(string where, string field)
    {
        string Text(string what, string otherwise) => string.Equals(what, where, StringComparison.Ordinal) ? "a\u001bb" : otherwise;

        Assert.Equal(field, Refusal(() => new ContactRequest(Text("first", "Ada"), Text("last", "Lovelace"), Text("email", "ada@example.com"), Text("id", "17"))));
    }

    [Theory]
    [InlineData("first", "FirstName")]
    [InlineData("last", "LastName")]
    [InlineData("email", RowSchema.Email)]
    [InlineData("id", "ExternalId")]
    public void What_was_damaged_when_the_file_was_read_is_refused(string where, string field)
    {
        string Text(string what, string otherwise) => string.Equals(what, where, StringComparison.Ordinal) ? $"\uFFFD{otherwise}" : otherwise;

        Assert.Equal(field, Refusal(() => new ContactRequest(Text("first", "Ada"), Text("last", "Lovelace"), Text("email", "ada@example.com"), Text("id", "17"))));
    }

    [Theory]
    [InlineData(1000, 1000, 254, 255, null)]
    [InlineData(1001, 1000, 254, 255, "FirstName")]
    [InlineData(1000, 1001, 254, 255, "LastName")]
    [InlineData(1000, 1000, 255, 255, RowSchema.Email)]
    [InlineData(1000, 1000, 254, 256, "ExternalId")]
    public void Nothing_is_longer_than_the_service_takes(int first, int last, int email, int id, string? field) => Assert.Equal(field, Record.Exception(
        () => new ContactRequest(new('a', first), new('a', last), "a@" + new string('a', email - 2), new('a', id))) is ProvisioningException error ? error.Field : null);

    [Fact]
    public void It_needs_something_to_be_found_by() => Assert.Equal(RowSchema.Email, Refusal(() => new ContactRequest("Ada", "Lovelace", " ", "\u200B")));

    public static TheoryData<string, object, string?> Values => new()
    {
        { "tier", "gold", null },
        { " ", "gold", "CustomFields" },
        { "tier", new object(), "tier" },
        { "tier", double.NaN, "tier" },
        { "tier", double.PositiveInfinity, "tier" },
        { "tier", 7L, null },
        { "tier", "go\uFFFDld", "tier" },
        { "ti\uFFFDer", "gold", "ti\uFFFDer" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_field_has_a_name_and_a_value_that_JSON_has(string name, object value, string? field) =>
        Assert.Equal(field, Record.Exception(() => new ContactRequest(null, null, "a@b", null, Fields(name, value))) is ProvisioningException error ? error.Field : null);

    [Fact]
    public void What_was_chosen_and_not_looked_up_is_taken_as_ids() => Assert.Equal(
        new ContactSettings { ExternalSourceId = "crm", Schema = new ContactSchema("people", 0), DivisionId = "d-1", IsDryRun = true },
        new ContactChoice("crm", "people", "d-1", IsDryRun: true).Unchecked());

    [Fact]
    public void What_was_not_chosen_is_none() => Assert.Equal(new ContactSettings(), new ContactChoice(null, null).Unchecked());

    private static Dictionary<string, object> Fields(string name, object value) => new() { [name] = value };

    private static string? Refusal(Func<ContactRequest> make) => Assert.Throws<ProvisioningException>(make).Field;
}
