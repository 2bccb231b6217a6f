using System.Text.Json.Serialization;

namespace GenesysGuest.Guests;

/// <summary>Source-generated JSON serialization of guests.</summary>
[JsonSerializable(typeof(GuestBody))]
internal sealed partial class GuestJson : JsonSerializerContext;
