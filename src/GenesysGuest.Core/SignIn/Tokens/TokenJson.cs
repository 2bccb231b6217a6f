using System.Text.Json.Serialization;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>Token responses from JSON, with code made at compile time.</summary>
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class TokenJson : JsonSerializerContext;
