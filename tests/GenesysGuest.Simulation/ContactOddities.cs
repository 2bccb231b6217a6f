using System.Text.Json.Nodes;

namespace GenesysGuest.Simulation;

/// <summary>What can be wrong with an answer that reports row by row: results that are missing, doubled, a stranger's, or empty.</summary>
internal sealed class ContactOddities
{
    private readonly World _world;
    private readonly double _likelihood;

    public ContactOddities(World world)
    {
        _world = world;
        _likelihood = world.Dice.Of(0, 0, 0.05, 0.3);
    }

    /// <summary>An answer with which nothing is wrong.</summary>
    /// <param name="results">The results.</param>
    /// <returns>The body.</returns>
    public static JsonNode Plain(IReadOnlyList<(string Key, JsonObject Result)> results)
    {
        int[] errors = [.. Enumerable.Range(0, results.Count).Where(i => results[i].Result["error"] is not null)];
        return new JsonObject
        {
            ["results"] = new JsonArray([.. results.Select(result => result.Result)]),
            ["errorCount"] = errors.Length,
            ["errorIndexes"] = new JsonArray([.. errors.Select(error => (JsonNode)error)]),
        };
    }

    /// <summary>Does something to an answer, now and then.</summary>
    /// <param name="results">The results.</param>
    /// <param name="answer">The answer, in which the items are what anybody can know from now on.</param>
    /// <returns>The body.</returns>
    public JsonNode Disturb(List<(string Key, JsonObject Result)> results, Answer answer)
    {
        Dice dice = _world.Dice;
        if (!dice.Chance(_likelihood))
        {
            return Plain(results);
        }

        if (dice.Chance(0.2))
        {
            answer.Items = null;
            return dice.Between(0, 4) switch
            {
                0 => new JsonObject(),
                1 => new JsonArray(),
                2 => new JsonObject { ["results"] = null },
                3 => new JsonObject { ["results"] = new JsonObject() },
                _ => (JsonNode)"<html></html>",
            };
        }

        int at = dice.Between(0, results.Count - 1);
        (string key, JsonObject one) = results[at];
        Item item = answer.Items![key];
        Item nothing = new(Said.Nothing, 0);
        bool isWritten = item.Said == Said.Written;
        switch (dice.Between(0, 6))
        {
            case 0:
                results.RemoveAt(at);
                answer.Items[key] = nothing;
                break;
            case 1:
                results.Insert(dice.Between(0, results.Count), (key, (JsonObject)one.DeepClone()));
                answer.Items[key] = isWritten ? item with { IsDubious = true } : nothing;
                break;
            case 2:
                one["id"] = "a stranger";
                answer.Items[key] = isWritten ? item with { IsDubious = true } : nothing; // its contact tells whose it is, if anybody looks
                break;
            case 3:
                one.Remove("entity");
                one.Remove("error");
                answer.Items[key] = (int?)one["status"] >= 400 && one["id"] is not null ? item with { Said = Said.RefusedForGood } : nothing; // whose it is, and its status, say that much
                break;
            case 4:
                one["success"] = false;
                answer.Items[key] = isWritten ? nothing : item;
                break;
            case 5:
                results.Insert(at, ("", new JsonObject { ["id"] = "0", ["success"] = dice.Chance(0.5), ["status"] = 201, ["entity"] = new JsonObject { ["id"] = "contact-0" } }));
                break;
            default:
                return new JsonObject { ["results"] = new JsonArray([null, "nothing", 5, .. results.Select(result => result.Result)]) };
        }

        return Plain(results);
    }
}
