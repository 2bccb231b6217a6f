using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What tests ask of the addresses of contacts.</summary>
internal static class ContactCalls
{
    public const string Enrich = "bulk/contacts/enrich";

    public static readonly string Source = SandboxExternalSource.Default.Id;

    /// <summary>An item that brings Ada, known by the external id <c>crm-1</c>.</summary>
    /// <param name="tracker">Its own id.</param>
    /// <param name="changes">What is different: places such as <c>contact.firstName</c>, and JSON; null takes the member away.</param>
    public static string Ada(string tracker, params (string Place, string? Json)[] changes)
    {
        JsonObject reference = new() { ["id"] = Source };
        JsonNode item = new JsonObject
        {
            ["id"] = tracker,
            ["matchingIdentifiers"] = new JsonArray(new JsonObject { ["type"] = "ExternalId", ["value"] = "crm-1", ["externalSource"] = reference }),
            ["action"] = "Upsert",
            ["contact"] = new JsonObject
            {
                ["firstName"] = "Ada",
                ["workEmail"] = "ada@example.com",
                ["externalIds"] = new JsonArray(new JsonObject { ["externalSource"] = reference.DeepClone(), ["value"] = "crm-1" }),
            },
        };
        foreach ((string place, string? json) in changes)
        {
            string[] names = place.Split('.');
            JsonObject inside = names[..^1].Aggregate(item, (node, name) => node[name]!).AsObject();
            if (json is null)
            {
                inside.Remove(names[^1]);
            }
            else
            {
                inside[names[^1]] = JsonNode.Parse(json);
            }
        }

        return item.ToJsonString();
    }

    /// <summary>An item that brings somebody else.</summary>
    public static string Other(string tracker, int number) => Ada(
        tracker,
        ("matchingIdentifiers", $$"""[{"type":"ExternalId","value":"other-{{number}}","externalSource":{"id":"{{Source}}"} }]"""),
        ("contact", $$"""{"firstName":"Other","externalIds":[{"value":"other-{{number}}","externalSource":{"id":"{{Source}}"} }]}"""));

    public static string Token(this SandboxSession session, string? clientId = null) =>
        session.Server.IssueAccessToken(clientId, SandboxOptions.ContactScope);

    /// <summary>Sends a request to an address below <c>/api/v2/externalcontacts/</c>.</summary>
    public static async Task<HttpResponseMessage> AskAsync(
        this SandboxSession session, HttpMethod method, string address, string? body = null, string? token = null)
    {
        using HttpRequestMessage request = new(method, new Uri("/api/v2/externalcontacts/" + address, UriKind.Relative))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (token ?? session.Token()));
        return await session.Http.SendAsync(request);
    }

    public static string Batch(params string[] items) => $$"""{"entities":[{{string.Join(',', items)}}]}""";

    /// <summary>Sends items and reads the answer.</summary>
    public static Task<JsonElement> EnrichAsync(this SandboxSession session, params string[] items) => session.JsonAsync(HttpMethod.Post, Enrich, Batch(items));

    /// <summary>Sends one item and reads its result.</summary>
    public static async Task<JsonElement> EnrichOneAsync(this SandboxSession session, string item) =>
        Assert.Single((await session.EnrichAsync(item)).GetProperty("results").EnumerateArray());

    /// <summary>Sends a request and reads the answer, which must be a success.</summary>
    public static async Task<JsonElement> JsonAsync(this SandboxSession session, HttpMethod method, string address, string? body = null)
    {
        using HttpResponseMessage response = await session.AskAsync(method, address, body);
        Assert.Equal(200, (int)response.StatusCode);
        return await SandboxSession.JsonOfAsync(response);
    }

    /// <summary>Sends a request and says the status of the answer.</summary>
    public static async Task<int> StatusAsync(this SandboxSession session, HttpMethod method, string address, string? body = null, string? token = null)
    {
        using HttpResponseMessage response = await session.AskAsync(method, address, body, token);
        return (int)response.StatusCode;
    }

    public static JsonElement[] ResultsOf(JsonElement answer, string tracker) =>
        [.. answer.GetProperty("results").EnumerateArray().Where(result => string.Equals(result.GetProperty("id").GetString(), tracker, StringComparison.Ordinal))];

    public static JsonElement ResultOf(JsonElement answer, string tracker) => Assert.Single(ResultsOf(answer, tracker));

    public static int StatusOf(JsonElement result) => result.GetProperty("status").GetInt32();
}
