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
    public string Kind => "contact";

    public string Endpoint => "contacts endpoint";

    public int BatchLimit => 10;

    public Repeatable Repeatable => Repeatable.Always;

    public Uri AddressIn(GenesysEnvironment environment) => environment.ContactsUri is { } address
        ? new Uri($"{address.AbsoluteUri}?dryRun={(settings.IsDryRun ? "true" : "false")}")
        : throw new GenesysException(
            ErrorId.InvalidEnvironment, $"Nobody knows where {environment.Name} keeps contacts, because its guests address was replaced.",
            "Use an environment whose guests address is the service's own.");

    public RowIdentity IdentityOf(ProvisioningRow row)
    {
        ContactRequest request = RequestOf(row);
        List<string> parts = [request.FirstName ?? "", request.LastName ?? "", request.Email ?? "", request.ExternalId ?? ""];
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

    public IReadOnlyList<Verdict> Read(
        Attempt last, bool mayHaveActed, IReadOnlyList<ProvisioningRow> batch, GenesysEnvironment environment, DateTimeOffset now) =>
        ContactReading.Read(last, mayHaveActed, [.. batch.Cast<ContactRow>()], AddressIn(environment), environment, now);

    public ProvisioningException Unknown(string what, long? row, Exception? inner = null) => ContactReading.Unsettled(what, row, inner);

    public ProvisioningOutcome Outcome(ProvisioningRow row, Verdict verdict) => new ContactOutcome((ContactRow)row, verdict);

    public void WriteResult(Utf8JsonWriter json, object result)
    {
        Contact contact = (Contact)result;
        json.WriteString("id", contact.Id);
        json.WriteString("change", contact.Change.ToString());
        json.WriteString("firstName", contact.FirstName);
        json.WriteString("lastName", contact.LastName);
        json.WriteString("email", contact.Email);
        json.WriteString("externalId", contact.ExternalId);
    }

    public object? ReadResult(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && Text(json, "id") is { } id && Enum.TryParse(Text(json, "change"), out ContactChange change)
            ? new Contact(id, change, Text(json, "firstName"), Text(json, "lastName"), Text(json, "email"), Text(json, "externalId"))
            : null;

    /// <summary>What the result of a row is known by.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its number: no two rows of a run have the same.</returns>
    public static string TrackerOf(ProvisioningRow row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private static ContactRequest RequestOf(ProvisioningRow row) => ((ContactRow)row).Request;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
