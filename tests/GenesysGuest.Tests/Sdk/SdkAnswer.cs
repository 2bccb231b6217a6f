using System.Text.Json;

namespace GenesysGuest.Tests.Sdk;

/// <summary>What a call of the SDK came to.</summary>
/// <param name="IsError">Whether the SDK threw it.</param>
/// <param name="Value">What it returned or threw.</param>
internal sealed record SdkAnswer(bool IsError, JsonElement Value)
{
    /// <summary>The status of the answer behind it.</summary>
    public int Status => Value.GetProperty("status").GetInt32();

    /// <summary>The text at a place inside, such as <c>body/id</c>.</summary>
    public string? Text(string place) => At(place).GetString();

    /// <summary>What is at a place inside.</summary>
    public JsonElement At(string place) => place.Split('/').Aggregate(Value, (value, name) => value.GetProperty(name));
}
