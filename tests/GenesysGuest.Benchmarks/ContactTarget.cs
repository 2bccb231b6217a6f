using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.Benchmarks;

/// <summary>Contacts: ten a request. There are ten thousand people, who come again and again: the server keeps contacts, and is not to grow with the rows.</summary>
internal sealed class ContactTarget : Target
{
    private const int People = 10_000;

    public override string Noun => "contact";

    public override int RowsPerRequest => 10;

    public override async Task<(Provisioner Provisioner, IAsyncEnumerable<ProvisioningOutcome> Outcomes)> OpenAsync(
        SandboxProcess sandbox, Connection connection, ProvisioningOptions options, long rows)
    {
        ContactSettings settings = new() { ExternalSourceId = sandbox.ExternalSourceId };
        ContactProvisioner provisioner = await ContactProvisioner.OpenAsync(connection, settings, options);
        return (provisioner, provisioner.RunAsync(Sides.Numbers(rows).Select(Row)));
    }

    public override Task<HttpResponseMessage> PostAsync(HttpClient http, SandboxProcess sandbox, long first, int count, CancellationToken stop)
    {
        BareEntity[] entities = new BareEntity[count];
        for (int i = 0; i < count; i++)
        {
            entities[i] = Entity(first + i, sandbox.ExternalSourceId);
        }

        return http.PostAsJsonAsync(sandbox.ContactsUri, new BareEnrich(entities), BareContactJson.Default.BareEnrich, stop);
    }

    public override async Task CheckAsync(HttpResponseMessage answer, long first, int count, CancellationToken stop)
    {
        BareResults? results = await answer.Content.ReadFromJsonAsync(BareContactJson.Default.BareResults, stop);
        bool[] seen = new bool[count];
        foreach (BareResult result in results!.Results)
        {
            _ = result is { Success: true, Entity.Id: not null } ? seen[long.Parse(result.Id, CultureInfo.InvariantCulture) - first] = true
                : throw new InvalidOperationException("A contact was refused.");
        }

        if (Array.IndexOf(seen, value: false) >= 0)
        {
            throw new InvalidOperationException("The answer holds no result for a row.");
        }
    }

    private static ContactRow Row(long number)
    {
        long person = number % People;
        return new ContactRow(number, new ContactRequest("Guest", $"Of Row {person}", $"guest{person}@example.com", $"crm-{person}"));
    }

    private static BareEntity Entity(long number, string source)
    {
        long person = number % People;
        string email = $"guest{person}@example.com";
        string id = $"crm-{person}";
        return new BareEntity(
            number.ToString(CultureInfo.InvariantCulture),
            [new BareIdentifier("ExternalId", id, new BareReference(source)), new BareIdentifier("Email", email, ExternalSource: null)],
            "Upsert",
            new BareContact("Guest", $"Of Row {person}", email, [new BareExternalId(new BareReference(source), id)]));
    }
}

internal sealed record BareEnrich(BareEntity[] Entities);

internal sealed record BareEntity(string Id, BareIdentifier[] MatchingIdentifiers, string Action, BareContact Contact);

internal sealed record BareIdentifier(string Type, string Value, BareReference? ExternalSource);

internal sealed record BareReference(string Id);

internal sealed record BareContact(string FirstName, string LastName, string WorkEmail, BareExternalId[] ExternalIds);

internal sealed record BareExternalId(BareReference ExternalSource, string Value);

internal sealed record BareResults(List<BareResult> Results, int ErrorCount);

internal sealed record BareResult(string Id, bool Success, int Status, BareWritten? Entity);

internal sealed record BareWritten(string Id, string FirstName, string LastName, string WorkEmail);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BareEnrich))]
[JsonSerializable(typeof(BareResults))]
internal sealed partial class BareContactJson : JsonSerializerContext;
