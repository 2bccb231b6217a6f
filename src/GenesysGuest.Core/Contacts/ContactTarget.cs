using System.Globalization;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Contacts;

/// <summary>Contacts, as the engine sees them: up to ten a request, and sent again whenever that helps, for an upsert done twice comes to the same.</summary>
/// <param name="settings">What is the same for all of them.</param>
internal sealed class ContactTarget(ContactSettings settings) : IProvisioningTarget
{
    private static readonly BulkReading Reading = new(
        ContactRefusals.Write, "The contact may have been written.", "Run the row again: a contact that is there already is updated, and none is made twice.");

    public string Kind => "contact";

    public string Done => "written";

    public string Endpoint => "contacts endpoint";

    public int BatchLimit => 10;

    public bool NeedsWholeAnswer => true; // its end may be a row's only result

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
            request.ExternalId is null ? "" : settings.ExternalSourceId ?? "", // the same id of another source is another person's
        ];
        foreach (KeyValuePair<string, object> field in request.CustomFields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            parts.Add(field.Key);
            parts.Add(Convert.ToString(field.Value, CultureInfo.InvariantCulture)!);
        }

        return RowIdentity.Of(parts);
    }

    public string? SubjectOf(ProvisioningRow row) => null; // a second upsert makes no second contact

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

    public ProvisioningException Unknown(string what, long? row, Exception? inner = null) => Reading.Unsettled(what, row, inner);

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

    /// <summary>What the result of a row is known by.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its number: no two rows of a run have the same.</returns>
    public static string TrackerOf(ProvisioningRow row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private static ContactRequest RequestOf(ProvisioningRow row) => ((ContactRow)row).Request;
}
