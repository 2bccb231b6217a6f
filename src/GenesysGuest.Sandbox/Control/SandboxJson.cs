using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.Sandbox;

/// <summary>The JSON of the control interface and of the line that is printed when ready. The Genesys half is written by hand.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(RateLimitOrder))]
[JsonSerializable(typeof(Counts))]
[JsonSerializable(typeof(SandboxGuest))]
[JsonSerializable(typeof(SandboxContact))]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class SandboxJson : JsonSerializerContext;
