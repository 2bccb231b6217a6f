using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Reads the items of a bulk request. An error in one item does not affect the others.</summary>
internal sealed class EnrichItemReader(ContactReader contacts)
{
    private const int MostIdentifiers = 25;

    private static readonly EnrichRules UsualRules = new(EnrichRules.PreferProvided, EnrichRules.Fill);

    private static readonly HashSet<string> Members = new(
        ["id", "division", "matchingIdentifiers", "action", "contact", "fieldRules", "options"], StringComparer.Ordinal);

    private static readonly HashSet<string> RuleMembers = new(["defaultAction", "rules", "defaultArrayAction"], StringComparer.Ordinal);

    private static readonly HashSet<string> OptionMembers = new(["promote"], StringComparer.Ordinal);

    public EnrichItem[] ReadAll(JsonElement entities)
    {
        EnrichItem[] items = [.. entities.EnumerateArray().Select(Read)];
        HashSet<string> twice = items.Where(item => item.Tracker is not null).CountBy(item => item.Tracker!, StringComparer.Ordinal)
            .Where(tracker => tracker.Value > 1).Select(tracker => tracker.Key).ToHashSet(StringComparer.Ordinal);
        return twice.Count == 0 ? items : [.. items.Select(item => item.Tracker is { } tracker && twice.Contains(tracker)
            ? item with { Error = ItemError.Bad([new ItemDetail("id", tracker, "It occurs twice in this request.")]) }
            : item)];
    }

    private static string OneOf(JsonElement of, string place, string name, IReadOnlyList<string> values, string? usual, Findings findings)
    {
        string? text = usual is null ? findings.NeededText(of, place, name, 255) : findings.Text(of, place, name, 255);
        if (text is not null && !values.Contains(text, StringComparer.Ordinal))
        {
            findings.Add(place + name, text, $"It must be one of {string.Join(", ", values)}.");
        }

        return text ?? usual ?? "";
    }

    private static EnrichRules Rules(JsonElement item, Findings findings)
    {
        if (!findings.TryGet(item, "", "fieldRules", JsonValueKind.Object, out JsonElement rules))
        {
            return UsualRules;
        }

        const string Place = "fieldRules.";
        findings.OnlyKnown(rules, Place, RuleMembers);
        if (findings.TryGet(rules, Place, "rules", JsonValueKind.Array, out JsonElement single) && single.GetArrayLength() > 0)
        {
            findings.Add(Place + "rules", null, "The sandbox does not support rules for single fields.");
        }

        return new EnrichRules(
            OneOf(rules, Place, "defaultAction", EnrichRules.Actions, EnrichRules.PreferProvided, findings),
            OneOf(rules, Place, "defaultArrayAction", EnrichRules.ArrayActions, EnrichRules.Fill, findings));
    }

    private static void CheckOptions(JsonElement item, Findings findings)
    {
        if (!findings.TryGet(item, "", "options", JsonValueKind.Object, out JsonElement options))
        {
            return;
        }

        findings.OnlyKnown(options, "options.", OptionMembers);
        if (options.TryGetProperty("promote", out JsonElement promote)
            && promote.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
        {
            findings.Add("options.promote", null, "It must be true or false.");
        }
    }

    private EnrichItem Read(JsonElement item)
    {
        Findings findings = new();
        SandboxContact given = new(Guid.Empty);
        if (item.ValueKind != JsonValueKind.Object)
        {
            findings.Add("entities", null, "Each element must be an object.");
            return new EnrichItem(item, null, "", [], given, UsualRules, findings.Error);
        }

        findings.OnlyKnown(item, "", Members);
        string? tracker = findings.NeededText(item, "", "id", 255) is null ? null : item.GetProperty("id").GetString(); // as it was sent, including white space
        string action = OneOf(item, "", "action", EnrichItem.Actions, usual: null, findings);
        List<ContactKey> keys = Keys(item, findings);
        if (findings.TryGet(item, "", "contact", JsonValueKind.Object, out JsonElement contact))
        {
            given = contacts.Contact(contact, "contact.", findings);
        }
        else if (!item.TryGetProperty("contact", out JsonElement none) || none.ValueKind == JsonValueKind.Null)
        {
            findings.Add("contact", null, "It is required.");
        }

        EnrichRules rules = Rules(item, findings);
        CheckOptions(item, findings);
        given = given with { DivisionId = contacts.CheckDivision(item, "", findings) };
        return new EnrichItem(item, tracker, action, keys, given, rules, findings.Error ?? (action is EnrichItem.Merge ? ItemError.DoesNotMerge : null));
    }

    private List<ContactKey> Keys(JsonElement item, Findings findings)
    {
        List<ContactKey> keys = [];
        bool isList = findings.TryGet(item, "", "matchingIdentifiers", JsonValueKind.Array, out JsonElement identifiers);
        int count = isList ? identifiers.GetArrayLength() : 0;
        if (count is 0 or > MostIdentifiers)
        {
            findings.Add("matchingIdentifiers", null, $"It must have 1 to {MostIdentifiers} elements.");
            return keys;
        }

        int at = 0;
        foreach (JsonElement identifier in identifiers.EnumerateArray())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"matchingIdentifiers[{at++}].");
            if (contacts.Identifier(identifier, place, findings) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
