using System.Text.Json.Nodes;

namespace GenesysGuest.Simulation;

/// <summary>Where the service takes requests of contacts: it writes what they say, refuses some of it, and answers row by row, in an order of its own.</summary>
internal sealed class ContactDesk
{
    private readonly World _world;
    private readonly ContactBook _book;
    private readonly ContactOddities _oddities;
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal); // rows, and the status of what is said of each
    private readonly HashSet<string> _spoils = new(StringComparer.Ordinal); // rows for which everything beside them is refused, too
    private readonly int _mostRows;
    private readonly double _later;

    public ContactDesk(World world, ContactBook book)
    {
        (_world, _book) = (world, book);
        Dice dice = world.Dice;
        SendsTrackers = dice.Chance(0.75);
        _mostRows = dice.Of(10, 10, 10, 10, 3);
        _later = dice.Of(0, 0, 0.05, 0.3);
        _oddities = new ContactOddities(world);
    }

    /// <summary>Whether a row's tracker comes back with its success, too.</summary>
    public bool SendsTrackers { get; }

    /// <summary>Decides which rows are refused whenever they come.</summary>
    /// <param name="identities">All rows.</param>
    public void ChooseRefused(IEnumerable<string> identities)
    {
        Dice dice = _world.Dice;
        (double alone, double withOthers) = (dice.Of(0, 0, 0.02, 0.2), dice.Of(0, 0, 0.02, 0.2));
        foreach (string identity in identities.Distinct(StringComparer.Ordinal))
        {
            if (dice.Chance(alone))
            {
                _refused[identity] = dice.Of(400, 403, 404, 409, 422);
            }
            else if (dice.Chance(withOthers))
            {
                _refused[identity] = dice.Of(400, 409, 413, 422);
                _spoils.Add(identity);
            }
        }
    }

    /// <summary>Whether a row is refused whenever it comes.</summary>
    /// <param name="identity">The row.</param>
    /// <returns>Whether it is.</returns>
    public bool Refuses(string identity) => _refused.ContainsKey(identity);

    /// <summary>Takes a request.</summary>
    /// <param name="sending">The request.</param>
    /// <param name="answer">The answer, which gets a status and a body.</param>
    public void Act(Sending sending, Answer answer)
    {
        int refusal = sending.Rows.Count > _mostRows ? 413 : sending.Rows.FirstOrDefault(row => _spoils.Contains(row.Identity)) is { } spoilt ? _refused[spoilt.Identity] : 0;
        if (refusal != 0)
        {
            answer.Status = refusal;
            answer.Body = $$"""{"message":"no good: {{sending.Token}}","code":"bad.request","status":{{refusal}}}""";
            return;
        }

        answer.Status = _world.Dice.Of(200, 200, 200, 207);
        answer.Items = [];
        List<(string Key, JsonObject Result)> results = [.. sending.Rows.Select(row => (row.Key, Result: Serve(sending, row, answer.Items)))];
        _world.Dice.Shuffle(results);
        JsonNode said = sending.Run.IsCalm ? ContactOddities.Plain(results) : _oddities.Disturb(results, answer);
        answer.Body = said.ToJsonString();
    }

    private JsonObject Serve(Sending sending, SentRow row, Dictionary<string, Item> items)
    {
        Dice dice = _world.Dice;
        if (_refused.TryGetValue(row.Identity, out int status))
        {
            return Refusal(row, items[row.Key] = new Item(Said.RefusedForGood, status), sending.Token);
        }

        if (!sending.Run.IsCalm && dice.Chance(_later))
        {
            Item refused = new(dice.Chance(0.8) ? Said.RefusedForNow : Said.RefusedForGood, dice.Of(400, 403, 409, 429, 500, 503));
            return Refusal(row, items[row.Key] = refused, sending.Token);
        }

        (JsonObject contact, bool isNew) = _book.Upsert(sending, row);
        string id = contact["id"]!.GetValue<string>();
        items[row.Key] = new Item(Said.Written, isNew ? 201 : 200, id);
        JsonObject result = new() { ["success"] = true, ["status"] = isNew ? 201 : 200, ["entity"] = contact };
        if (SendsTrackers || dice.Chance(0.7))
        {
            result["id"] = SendsTrackers ? row.Content.GetProperty("id").GetString() : id; // the types promise a tracker for what failed only
        }

        return result;
    }

    // Wherever the tracker and the status of a refusal stand, they are found.
    private JsonObject Refusal(SentRow row, Item item, string secret)
    {
        Dice dice = _world.Dice;
        JsonObject error = new()
        {
            ["code"] = item.Said == Said.RefusedForNow ? "try.later" : "invalid.value",
            ["message"] = $"No: Bearer {secret}",
            ["retryable"] = item.Said == Said.RefusedForNow,
            ["details"] = new JsonArray(new JsonObject { ["fieldName"] = "workEmail", ["message"] = "is odd" }),
            ["entity"] = JsonNode.Parse(row.Content.GetRawText()),
        };
        JsonObject result = new() { ["success"] = false, ["error"] = error };
        (dice.Chance(0.8) ? error : result)["status"] = item.Status;
        if (dice.Chance(0.9))
        {
            result["id"] = row.Content.GetProperty("id").GetString();
        }

        return result;
    }
}
