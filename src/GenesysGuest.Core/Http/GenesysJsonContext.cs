using System.Text.Json.Serialization;

namespace GenesysGuest;

/// <summary>What is read from JSON, with code made at compile time.</summary>
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(GuestAnswer))]
internal sealed partial class GenesysJsonContext : JsonSerializerContext;
