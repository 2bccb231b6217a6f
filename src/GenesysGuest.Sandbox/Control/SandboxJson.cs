using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.Sandbox;

/// <summary>The JSON of the control interface and of the ready line. The JSON of the Genesys interface is written without a serializer.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(RateLimitRequest))]
[JsonSerializable(typeof(Counts))]
[JsonSerializable(typeof(SandboxGuest))]
[JsonSerializable(typeof(SandboxContact))]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class SandboxJson : JsonSerializerContext;
