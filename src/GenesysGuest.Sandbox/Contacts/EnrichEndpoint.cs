using System.Runtime.InteropServices;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Accepts up to ten contacts, and returns the result of each, in any order.</summary>
internal sealed class EnrichEndpoint
{
    public const string Path = "/api/v2/externalcontacts/bulk/contacts/enrich";

    private const int MostEntities = 10;

    private static readonly string[] Methods = [HttpMethods.Post];

    private readonly SandboxOptions _options;
    private readonly ContactApi _api;
    private readonly ContactStore _contacts;
    private readonly EnrichItemReader _reader;
    private readonly ContactJson _json;
    private readonly ItemFaultPlan _faults;
    private readonly Lock _gate = new();
    private readonly Random _order;

    public EnrichEndpoint(SandboxOptions options, ContactApi api, ContactStore contacts, ContactCatalog catalog, FaultPlan faults)
    {
        _options = options;
        _api = api;
        _contacts = contacts;
        _reader = new EnrichItemReader(new ContactReader(catalog));
        _json = new ContactJson(catalog);
        _faults = faults.Items;
#pragma warning disable CA5394 // deliberately repeatable: the same seed gives the same order
        _order = new Random(options.Seed);
#pragma warning restore CA5394
    }

    public Task HandleAsync(HttpContext context) =>
        _api.HandleAsync(context, FaultTarget.Contacts, Methods, "contact:enrich", body => Enrich(context.Request.Query["dryRun"], body));

    private ContactResponse Enrich(string? dryRun, JsonElement body)
    {
        bool isDry = false;
        if (dryRun is not null && !bool.TryParse(dryRun, out isDry))
        {
            return ContactResponse.Bad("The parameter 'dryRun' must be true or false.");
        }

        if (body.EnumerateObject().FirstOrDefault(member => !member.NameEquals("entities"u8)) is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            return ContactResponse.Bad($"The member '{other.Name}' is unknown.");
        }

        if (!body.TryGetProperty("entities"u8, out JsonElement entities) || entities.ValueKind != JsonValueKind.Array
            || entities.GetArrayLength() is 0 or > MostEntities)
        {
            return ContactResponse.Bad($"The member 'entities' must be an array of 1 to {MostEntities}.");
        }

        EnrichItem[] items = _reader.ReadAll(entities);
        ItemFault?[] faults = new ItemFault?[items.Length];
        for (int at = 0; at < items.Length; at++)
        {
            faults[at] = items[at].Error is null ? _faults.Take() : null;
            if (faults[at] is { Kind: ItemFaultKind.Status } fault)
            {
                items[at] = items[at] with { Error = fault.ToError() };
            }
        }

        EnrichOutcome[] outcomes = _contacts.Apply(items, isDry);
        List<EnrichResult> results = [];
        for (int at = 0; at < items.Length; at++)
        {
            results.AddRange(Results(items[at], outcomes[at], faults[at]?.Kind));
        }

        lock (_gate)
        {
            _order.Shuffle(CollectionsMarshal.AsSpan(results));
        }

        return new ContactResponse(BulkJson.Write(results, result => result.IsError, WriteResult), null);
    }

    private IEnumerable<EnrichResult> Results(EnrichItem item, EnrichOutcome outcome, ItemFaultKind? fault)
    {
        string? id = _options.ResultsBearTrackers || outcome.Contact is null ? item.Tracker : outcome.Contact.Id.ToString();
        EnrichResult result = new(id, item, outcome, HasEntity: fault != ItemFaultKind.WithoutEntity);
        return fault switch
        {
            ItemFaultKind.LeftOut => [],
            ItemFaultKind.Doubled => [result, result],
            ItemFaultKind.Stranger => [result, result with { Id = Guid.NewGuid().ToString(), Item = null, HasEntity = false }],
            _ => [result],
        };
    }

    private void WriteResult(Utf8JsonWriter json, EnrichResult result)
    {
        json.WriteStartObject();
        if (result.Id is not null)
        {
            json.WriteString("id"u8, result.Id);
        }

        json.WriteBoolean("success"u8, !result.IsError);
        json.WriteNumber("status"u8, result.Outcome.Status);
        if (result.Outcome.Error is { } error)
        {
            BulkJson.WriteError(json, error);
            if (result is { HasEntity: true, Item: { } item })
            {
                json.WritePropertyName("entity"u8);
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(item.Sent), skipInputValidation: true);
            }

            json.WriteEndObject();
        }
        else if (result.HasEntity)
        {
            json.WritePropertyName("entity"u8);
            _json.Write(json, result.Outcome.Contact!);
        }

        json.WriteEndObject();
    }
}
