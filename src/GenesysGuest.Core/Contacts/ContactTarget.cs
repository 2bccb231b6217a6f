using System.Globalization;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Contacts;

/// <summary>The target for contacts: up to ten in each request. Contacts are sent again whenever a retry may help, because a repeated upsert has the same result.</summary>
/// <param name="settings">The settings for all contacts.</param>
internal sealed class ContactTarget(ContactSettings settings) : IProvisioningTarget
{
    private static readonly BulkReading Reading = new(
        ContactRefusals.Write, "The contact may have been written.", "Run the row again. An existing contact is updated, and no contact is created twice.");

    public string Kind => "contact";

    public string Done => "written";

    public string Endpoint => "contacts endpoint";

    public int BatchLimit => BulkReading.MostContacts;

    public bool NeedsWholeResponse => true; // the missing end may contain the only result of a row

    public ProvisioningSummary Figures => ProvisioningSummary.Nothing with { IsDryRun = settings.IsDryRun };

    public Repeatable Repeatable => Repeatable.Always;

    public Uri AddressIn(GenesysEnvironment environment) =>
        new($"{ContactRequests.AddressIn(environment, "bulk/contacts/enrich").AbsoluteUri}?dryRun={(settings.IsDryRun ? "true" : "false")}");

    public RowIdentity IdentityOf(ProvisioningRow row)
    {
        ContactRequest request = RequestOf(row);
        List<string> parts =
        [
            request.FirstName ?? "", request.LastName ?? "", request.Email ?? "", request.ExternalId ?? "",
            request.ExternalId is null ? "" : settings.ExternalSourceId ?? "", // the same id in another source belongs to another person
        ];
        foreach (KeyValuePair<string, object> field in request.CustomFields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            parts.Add(field.Key);
            parts.Add(Convert.ToString(field.Value, CultureInfo.InvariantCulture)!);
        }

        return RowIdentity.Of(parts);
    }

    public string? SubjectOf(ProvisioningRow row) => null; // a second upsert creates no second contact

    public byte[] Write(IReadOnlyList<ProvisioningRow> batch)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("entities");
            foreach (ProvisioningRow row in batch)
            {
                RequestOf(row).WriteTo(json, TrackerOf(row), settings);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    public IReadOnlyList<Verdict> Read(Attempt last, bool mayHaveActed, IReadOnlyList<ProvisioningRow> batch, GenesysEnvironment environment, DateTimeOffset now)
    {
        ContactRow[] rows = [.. batch.Cast<ContactRow>()];
        return Reading.Read(last, mayHaveActed, Array.ConvertAll(rows, row => row.Number), () => AddressIn(environment), environment, now, results => ContactResults.Read(results, rows, mayHaveActed));
    }

    public ProvisioningException Unknown(string what, long? row, Exception? inner = null) => Reading.Unconfirmed(what, row, inner);

    public ProvisioningOutcome Outcome(ProvisioningRow row, Verdict verdict) => new ContactOutcome((ContactRow)row, verdict);

    public void WriteResult(Utf8JsonWriter json, object result)
    {
        Contact contact = (Contact)result;
        json.WriteString("id", contact.Id);
        json.WriteString("change", contact.Change?.ToString());
        json.WriteString("firstName", contact.FirstName);
        json.WriteString("lastName", contact.LastName);
        json.WriteString("email", contact.Email);
        json.WriteString("externalId", contact.ExternalId);
    }

    public object? ReadResult(JsonElement json) =>
        json.Text("id") is { } id && Enum.TryParse(json.Text("change"), out ContactChange change)
            ? new Contact(id, change, json.Text("firstName"), json.Text("lastName"), json.Text("email"), json.Text("externalId"))
            : null;

    /// <summary>Returns the tracker that identifies the result of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The number of the row, which is unique in a run.</returns>
    public static string TrackerOf(ProvisioningRow row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private static ContactRequest RequestOf(ProvisioningRow row) => ((ContactRow)row).Request;
}
