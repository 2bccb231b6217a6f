using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>One item of a bulk request.</summary>
/// <param name="Sent">The item as it was sent.</param>
/// <param name="Tracker">The caller's id for the item.</param>
/// <param name="Action">The requested action.</param>
/// <param name="Keys">The identifiers for the lookup, in this order.</param>
/// <param name="Given">The fields of the contact in the request.</param>
/// <param name="Rules">The rules for merging them with the stored contact.</param>
/// <param name="Error">The error, or null if the item is valid.</param>
internal sealed record EnrichItem(
    JsonElement Sent, string? Tracker, string Action, IReadOnlyList<ContactKey> Keys, SandboxContact Given, EnrichRules Rules, ItemError? Error)
{
    public const string Merge = "Merge";
    public const string Upsert = "Upsert";
    public const string Update = "Update";
    public const string Insert = "Insert";

    public static IReadOnlyList<string> Actions { get; } = [Merge, Upsert, Update, Insert];
}
