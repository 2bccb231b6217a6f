using System.Text.Json.Serialization;

namespace GenesysGuest;

/// <summary>What is read from JSON and written as it, with code made at compile time.</summary>
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(GuestAnswer))]
[JsonSerializable(typeof(GuestBody))]
internal sealed partial class GenesysJsonContext : JsonSerializerContext;
