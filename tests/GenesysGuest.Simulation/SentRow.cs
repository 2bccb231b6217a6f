using System.Text.Json;

namespace GenesysGuest.Simulation;

/// <summary>A row in a request.</summary>
/// <param name="Key">What it is told apart by within a run.</param>
/// <param name="Identity">What it is recognized by in every run.</param>
/// <param name="Content">What was sent of it.</param>
internal sealed record SentRow(string Key, string Identity, JsonElement Content);
