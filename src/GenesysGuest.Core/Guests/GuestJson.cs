using System.Text.Json.Serialization;

namespace GenesysGuest.Guests;

/// <summary>Guests to and from JSON, with code made at compile time.</summary>
[JsonSerializable(typeof(GuestBody))]
internal sealed partial class GuestJson : JsonSerializerContext;
