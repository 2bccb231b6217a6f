using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>One item of a bulk request.</summary>
/// <param name="Sent">The item as it was sent.</param>
/// <param name="Tracker">The id by which the caller knows it.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Keys">By what to look its contact up, in this order.</param>
/// <param name="Given">What is given of the contact.</param>
/// <param name="Rules">How it joins what is kept.</param>
/// <param name="Error">Why nothing is done, if so.</param>
internal sealed record EnrichItem(
    JsonElement Sent, string? Tracker, string Action, IReadOnlyList<ContactKey> Keys, SandboxContact Given, EnrichRules Rules, ItemError? Error)
{
    public const string Merge = "Merge";
    public const string Upsert = "Upsert";
    public const string Update = "Update";
    public const string Insert = "Insert";

    public static IReadOnlyList<string> Actions { get; } = [Merge, Upsert, Update, Insert];
}
