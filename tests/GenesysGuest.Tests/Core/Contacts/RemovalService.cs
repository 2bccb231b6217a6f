using System.Text.Json;
using System.Text.Json.Nodes;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>The address that removes contacts, in the place of the network: it knows who is there, and answers in an order of its own.</summary>
internal sealed class RemovalService
{
    private readonly Random _dice = new(1);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public RemovalService(int contacts = 0)
    {
        There = [.. Enumerable.Range(1, contacts).Select(IdOf)];
        Server.Guests.Answers((request, _) => Answer(request));
    }

    public ScriptedServer Server { get; } = new();

    /// <summary>The ids of the contacts that are there.</summary>
    public HashSet<string> There { get; }

    /// <summary>The ids of each request that came, in order.</summary>
    public List<string[]> Requests { get; } = [];

    /// <summary>What becomes of a request instead of being answered, and whether its work is done all the same; null: it is answered.</summary>
    public Func<IReadOnlyList<string>, (Reply Reply, bool IsDone)?> Request { get; set; } = _ => null;

    /// <summary>What becomes of an item instead of its removal; null: it is removed. Told how often it came before.</summary>
    public Func<string, int, JsonObject?> Item { get; set; } = (_, _) => null;

    /// <summary>What becomes of the results before they leave.</summary>
    public Action<List<JsonObject>> Results { get; set; } = _ => { };

    public static string IdOf(int number) => $"00000000-0000-4000-8000-{number:d12}";

    public static IEnumerable<ContactRemovalRow> Rows(IEnumerable<int> contacts) => contacts.Select((contact, i) => new ContactRemovalRow(i + 1, IdOf(contact)));

    public static JsonObject Failed(int status, string code, bool retryable = false) => new()
    {
        ["success"] = false,
        ["status"] = status,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = "No.", ["status"] = status, ["retryable"] = retryable },
    };

    /// <summary>Removes contacts, and gives the outcomes in the order of the rows.</summary>
    public async Task<IReadOnlyList<ContactRemovalOutcome>> RunAsync(IEnumerable<ContactRemovalRow> rows, ProvisioningOptions? options = null, Action<ProvisioningSummary>? summary = null)
    {
        using Connection connection = Server.Connect();
        using ContactRemover remover = new(connection, options ?? new ProvisioningOptions { OutageTimeout = TimeSpan.FromHours(1) });
        IReadOnlyList<ContactRemovalOutcome> outcomes = await Server.Clock.RunAsync(CollectAsync(remover, rows));
        summary?.Invoke(remover.Summary);
        return outcomes;
    }

    private static async Task<IReadOnlyList<ContactRemovalOutcome>> CollectAsync(ContactRemover remover, IEnumerable<ContactRemovalRow> rows)
    {
        List<ContactRemovalOutcome> outcomes = [];
        try
        {
            await foreach (ContactRemovalOutcome outcome in remover.RunAsync(rows))
            {
                outcomes.Add(outcome);
            }
        }
        catch (GenesysException)
        {
            // What ended it is in the outcomes.
        }

        return [.. outcomes.OrderBy(outcome => outcome.Row.Number)];
    }

    private Reply Answer(SentRequest request)
    {
        lock (_seen)
        {
            string[] ids = [.. JsonElement.Parse(request.Content.Value).GetProperty("entities").EnumerateArray().Select(entity => entity.GetProperty("id").GetString()!)];
            Requests.Add(ids);
            if (Request(ids) is { } instead)
            {
                if (instead.IsDone)
                {
                    There.ExceptWith(ids);
                }

                return instead.Reply;
            }

            List<JsonObject> results = [.. ids.Select(Result)];
            for (int i = results.Count - 1; i > 0; i--)
            {
                int other = _dice.Next(i + 1);
                (results[i], results[other]) = (results[other], results[i]);
            }

            Results(results);
            return Reply.Json(200, new JsonObject { ["results"] = new JsonArray([.. results]) }.ToJsonString());
        }
    }

    private JsonObject Result(string id)
    {
        int before = _seen.GetValueOrDefault(id);
        _seen[id] = before + 1;
        JsonObject result = Item(id, before) ?? (There.Remove(id) ? new JsonObject { ["success"] = true, ["status"] = 204 } : Failed(404, "not.found"));
        result["id"] = id;
        return result;
    }
}
