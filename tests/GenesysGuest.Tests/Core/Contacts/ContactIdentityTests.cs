using GenesysGuest.Contacts;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>By what a journal recognizes a contact: by all that is asked for.</summary>
public sealed class ContactIdentityTests
{
    private static readonly ContactSettings Crm = new() { ExternalSourceId = "s-1" };
    private static readonly ContactSettings Shop = new() { ExternalSourceId = "s-2" };

    [Fact]
    public void The_same_id_of_another_source_is_another_persons() => Assert.NotEqual(Identity(Crm, externalId: "17"), Identity(Shop, externalId: "17"));

    [Fact]
    public void Where_there_is_no_external_id_the_source_does_not_count() => Assert.Equal(Identity(Crm), Identity(new()));

    [Fact]
    public void Everything_that_a_row_asks_for_counts()
    {
        RowIdentity[] all =
        [
            Identity(Crm), Identity(Crm, first: "Grace"), Identity(Crm, last: "Grace"), Identity(Crm, email: "grace@example.com"), Identity(Crm, externalId: "17"), Identity(Crm, externalId: "18"),
            Identity(Crm, fields: ("tier_text", "gold")), Identity(Crm, fields: ("tier_text", "silver")), Identity(Crm, fields: ("gold", "tier_text")), Identity(Crm, fields: ("level_text", "gold")), Identity(Crm, fields: ("orders", 7)), Identity(Crm, fields: ("orders", 7.5m)),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void It_is_the_same_in_every_version_because_a_journal_outlives_one() => Assert.Equal(
        "dc34b014d8fa337a60adf143990c3586",
        new ContactTarget(Crm).IdentityOf(new ContactRow(1, new ContactRequest(
            "Ada", "Lovelace", "ada@example.com", "17", new Dictionary<string, object>(StringComparer.Ordinal) { ["tier_text"] = "gold", ["orders"] = 7 }))).ToString());

    [Fact]
    public async Task A_journal_takes_the_id_of_another_source_for_another_row()
    {
        using TempFolder folder = new();
        ContactsService service = new();
        ProvisioningOptions options = new() { JournalPath = folder.File("run.jsonl") };
        ContactRow row = new(1, new ContactRequest("Ada", null, null, "17"));

        await service.RunAsync([row], options, Crm);
        await service.RunAsync([row], options, Crm);
        await service.RunAsync([row], options, Shop);

        Assert.Equal(["s-1", "s-2"], service.Server.Guests.Requests.Select(request => request.Body.Contains("s-1", StringComparison.Ordinal) ? "s-1" : "s-2"));
    }

    [Theory]
    [InlineData(ContactChange.Created)]
    [InlineData(ContactChange.Updated)]
    [InlineData(ContactChange.Unchanged)]
    public void A_journal_keeps_what_was_done(ContactChange change)
    {
        ContactTarget target = new(Crm);
        Contact contact = new("c-1", change, "Ada", null, "ada@example.com", "17");
        using MemoryStream line = new();
        using (System.Text.Json.Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            target.WriteResult(json, contact);
            json.WriteEndObject();
        }

        using System.Text.Json.JsonDocument read = System.Text.Json.JsonDocument.Parse(line.ToArray());
        Assert.Equal(contact, target.ReadResult(read.RootElement));
    }

    private static RowIdentity Identity(
        ContactSettings settings, string first = "Ada", string last = "Lovelace", string email = "ada@example.com", string? externalId = null, (string Key, object Value)? fields = null) =>
        new ContactTarget(settings).IdentityOf(new ContactRow(1, new ContactRequest(
            first, last, email, externalId, fields is { } field ? new Dictionary<string, object>(StringComparer.Ordinal) { [field.Key] = field.Value } : null)));
}
