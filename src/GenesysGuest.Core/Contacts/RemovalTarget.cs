using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Contacts;

/// <summary>The target for contacts to remove: up to ten in each request. They are sent again whenever a retry may help.</summary>
internal sealed class RemovalTarget : IProvisioningTarget
{
    public static readonly RemovalTarget Instance = new();

    private static readonly BulkReading Reading = new(
        ContactRefusals.Remove, "The contact may have been removed.", "Run the row again. Removing a contact twice is harmless.")
    {
        NotFoundRemedy = "If the contact was removed before, no action is needed. A contact in a division that you do not have access to is reported as not found.",
    };

    private RemovalTarget()
    {
    }

    public string Kind => "contact";

    public string Done => "removed";

    public string Endpoint => "contacts endpoint";

    public int BatchLimit => BulkReading.MostContacts; // no limit is documented for this address, so the limit of the other address is used

    public bool NeedsWholeResponse => true;

    public ProvisioningSummary Figures => ProvisioningSummary.Nothing with { IsRemoval = true };

    public Repeatable Repeatable => Repeatable.Always;

    public Uri AddressIn(GenesysEnvironment environment) => ContactRequests.AddressIn(environment, "bulk/contacts/remove");

    public RowIdentity IdentityOf(ProvisioningRow row) => RowIdentity.Of([IdOf(row)]);

    public string? SubjectOf(ProvisioningRow row) => null;

    public byte[] Write(IReadOnlyList<ProvisioningRow> batch)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("entities");
            foreach (string id in batch.Select(IdOf).Distinct(StringComparer.Ordinal)) // the input may contain an id twice
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    public IReadOnlyList<Verdict> Read(Attempt last, bool mayHaveActed, IReadOnlyList<ProvisioningRow> batch, GenesysEnvironment environment, DateTimeOffset now)
    {
        ContactRemovalRow[] rows = [.. batch.Cast<ContactRemovalRow>()];
        long[] numbers = Array.ConvertAll(rows, row => row.Number);
        return Reading.Read(last, mayHaveActed, numbers, () => AddressIn(environment), environment, now, results => results.Read(
            numbers, Array.ConvertAll(rows, IdOf), isOf: null, (result, i) => IsGone(result, mayHaveActed) ? new(Removed(rows[i].ContactId)) : results.Refused(result, rows[i].Number)));
    }

    public ProvisioningException Unknown(string what, long? row, Exception? inner = null) => Reading.Unconfirmed(what, row, inner);

    public ProvisioningOutcome Outcome(ProvisioningRow row, Verdict verdict) => new ContactRemovalOutcome((ContactRemovalRow)row, verdict);

    public void WriteResult(Utf8JsonWriter json, object result) => json.WriteString("id", ((Contact)result).Id);

    public object? ReadResult(JsonElement json) => json.Text("id") is { } id ? Removed(id) : null;

    private static Contact Removed(string id) => new(id, ContactChange.Removed, FirstName: null, LastName: null, Email: null, ExternalId: null);

    // If an earlier attempt may have removed the contact, "not found" means success.
    private static bool IsGone(JsonElement result, bool mayHaveActed) => BulkResults.IsSuccess(result) || (mayHaveActed && BulkResults.StatusOf(result) == (int)HttpStatusCode.NotFound);

    private static string IdOf(ProvisioningRow row) => ((ContactRemovalRow)row).ContactId;
}
