using System.Text.Json;
using System.Text.Json.Nodes;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>The contacts endpoint as the vendor's types describe it, in the place of the network: results in an order of its own, and one contact a person.</summary>
internal sealed class ContactsService
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Random _dice = new(1);

    public ContactsService()
    {
        Server = new ScriptedServer();
        Server.Guests.Answers((request, _) => Answer(request));
    }

    public ScriptedServer Server { get; }

    /// <summary>What becomes of an entity instead of its upsert; null: it is upserted. Told of the entity, and how often its row came before.</summary>
    public Func<JsonElement, int, JsonObject?> Item { get; set; } = (_, _) => null;

    /// <summary>What becomes of the results before they leave.</summary>
    public Action<List<JsonObject>> Results { get; set; } = _ => { };

    /// <summary>What becomes of a request instead of being answered; null: it is.</summary>
    public Func<int, IReadOnlyList<JsonElement>, Reply?> Request { get; set; } = (_, _) => null;

    /// <summary>The trackers of each request that was answered, in order.</summary>
    public List<string[]> Batches { get; } = [];

    /// <summary>Stops the run that is under way.</summary>
    public Action Stop { get; private set; } = () => { };

    /// <summary>How many contacts there are.</summary>
    public int Count => _ids.Count;

    public static JsonObject Failed(JsonElement entity, int status, string code, bool retryable = false) => new()
    {
        ["success"] = false,
        ["status"] = status,
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = "No.",
            ["status"] = status,
            ["retryable"] = retryable,
            ["details"] = new JsonArray(new JsonObject { ["fieldName"] = "workEmail", ["message"] = "is odd" }),
            ["entity"] = JsonNode.Parse(entity.GetRawText()),
        },
    };

    /// <summary>Writes rows, and gives their outcomes in the order of the rows. The clock stands still until as many rows are in hand as can be: no batch leaves for want of patience.</summary>
    public async Task<IReadOnlyList<ContactOutcome>> RunAsync(IEnumerable<ContactRow> rows, ProvisioningOptions? options = null, ContactSettings? settings = null)
    {
        using Connection connection = Server.Connect();
        using ContactProvisioner provisioner = await ContactProvisioner.OpenAsync(connection, settings, options);
        Stop = provisioner.Stop;
        Queue<ContactRow> left = new(rows);
        while (left.Count > 0 && provisioner.TryAdd(left.Peek()))
        {
            left.Dequeue();
        }

        if (left.Count == 0)
        {
            provisioner.Complete();
        }

        return await Server.Clock.RunAsync(DrainAsync(provisioner, left));
    }

    private static async Task<IReadOnlyList<ContactOutcome>> DrainAsync(ContactProvisioner provisioner, Queue<ContactRow> left)
    {
        List<ContactOutcome> outcomes = [];
        while (await provisioner.WaitAsync())
        {
            while (provisioner.TryTake(out ContactOutcome? outcome))
            {
                outcomes.Add(outcome);
            }

            while (left.Count > 0 && provisioner.TryAdd(left.Peek()))
            {
                left.Dequeue();
                if (left.Count == 0)
                {
                    provisioner.Complete();
                }
            }
        }

        return [.. outcomes.OrderBy(outcome => outcome.Row.Number)];
    }

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    private Reply Answer(SentRequest request)
    {
        lock (_ids)
        {
            JsonElement[] entities = [.. JsonElement.Parse(request.Content.Value).GetProperty("entities").EnumerateArray()];
            if (Request(Batches.Count, entities) is { } instead)
            {
                return instead;
            }

            Batches.Add([.. entities.Select(entity => entity.GetProperty("id").GetString()!)]);
            List<JsonObject> results = [.. entities.Select(Result)];
            for (int i = results.Count - 1; i > 0; i--)
            {
                int other = _dice.Next(i + 1);
                (results[i], results[other]) = (results[other], results[i]);
            }

            Results(results);
            return Reply.Json(200, new JsonObject { ["results"] = new JsonArray([.. results]), ["errorCount"] = 0 }.ToJsonString());
        }
    }

    private JsonObject Result(JsonElement entity)
    {
        string tracker = entity.GetProperty("id").GetString()!;
        int before = _seen.GetValueOrDefault(tracker);
        _seen[tracker] = before + 1;
        if (Item(entity, before) is { } instead)
        {
            instead["id"] = tracker;
            return instead;
        }

        string key = string.Concat(entity.GetProperty("matchingIdentifiers").EnumerateArray().First().GetProperty("value").GetString());
        bool isNew = !_ids.ContainsKey(key);
        string id = _ids[key] = isNew ? $"c-{_ids.Count + 1}" : _ids[key];
        return new JsonObject
        {
            ["id"] = tracker,
            ["success"] = true,
            ["status"] = isNew ? 201 : 200,
            ["entity"] = new JsonObject { ["id"] = id, ["firstName"] = Member(entity, "firstName"), ["workEmail"] = Member(entity, "workEmail") },
        };
    }

    private static JsonValue? Member(JsonElement entity, string name) =>
        entity.GetProperty("contact").TryGetProperty(name, out JsonElement value) ? JsonValue.Create(value.GetString()) : null;
}
