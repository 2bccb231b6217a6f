using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Guests;

/// <summary>The target for guests: one guest in each request. A guest that may exist is not sent again.</summary>
internal sealed class GuestTarget : IProvisioningTarget
{
    public static readonly GuestTarget Instance = new();

    private GuestTarget()
    {
    }

    public string Kind => "guest";

    public string Done => "created";

    public string Endpoint => "guests endpoint";

    public int BatchLimit => 1;

    public bool NeedsWholeResponse => false; // the id and the token are enough

    public ProvisioningSummary Figures => ProvisioningSummary.Nothing;

    public Repeatable Repeatable => Repeatable.AfterServerFailure;

    public Uri AddressIn(GenesysEnvironment environment) => environment.GuestsUri;

    public RowIdentity IdentityOf(ProvisioningRow row)
    {
        GuestRequest request = RequestOf(row);
        List<string> parts = new(2 + (2 * request.CustomAttributes.Count)) { request.Name, request.Email };
        foreach (KeyValuePair<string, string> attribute in request.CustomAttributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            parts.Add(attribute.Key);
            parts.Add(attribute.Value);
        }

        return RowIdentity.Of(parts);
    }

    public string? SubjectOf(ProvisioningRow row) => RequestOf(row).Email.ToUpperInvariant();

    public byte[] Write(IReadOnlyList<ProvisioningRow> batch) => RequestOf(batch[0]).ToJson();

    public IReadOnlyList<Verdict> Read(
        Attempt last, bool mayHaveActed, IReadOnlyList<ProvisioningRow> batch, GenesysEnvironment environment, DateTimeOffset now) =>
        [GuestReading.Read(last, mayHaveActed, RequestOf(batch[0]), batch[0].Number, environment, now)];

    public ProvisioningException Unknown(string what, long? row, Exception? inner = null) =>
        new(ErrorId.GuestOutcomeUnknown, $"{what} The guest may exist.", GuestReading.LookUpRemedy, inner) { RowNumber = row };

    public ProvisioningOutcome Outcome(ProvisioningRow row, Verdict verdict) => new GuestOutcome((GuestRow)row, verdict);

    public void WriteResult(Utf8JsonWriter json, object result)
    {
        Guest guest = (Guest)result;
        json.WriteString("id", guest.Id);
        json.WriteString("name", guest.Name);
        json.WriteString("email", guest.Email);
        json.WriteString("token", guest.Token);
        if (guest.CreatedDate is { } created)
        {
            json.WriteString("createdDate", created);
        }

        if (guest.UpdatedDate is { } updated)
        {
            json.WriteString("updatedDate", updated);
        }

        if (guest.SelfUri is not null)
        {
            json.WriteString("selfUri", guest.SelfUri);
        }
    }

    public object? ReadResult(JsonElement json) =>
        json.Text("id") is { } id && json.Text("token") is { } token
            ? new Guest(id, json.Text("name") ?? "", json.Text("email") ?? "", token, json.Date("createdDate"), json.Date("updatedDate"), json.Text("selfUri"))
            : null;

    private static GuestRequest RequestOf(ProvisioningRow row) => ((GuestRow)row).Request;
}
