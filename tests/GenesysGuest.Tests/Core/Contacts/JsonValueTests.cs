using System.Text.Json;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Values of custom fields, from JSON.</summary>
public sealed class JsonValueTests
{
    public static TheoryData<string, object?> Values => new()
    {
        { "true", true },
        { "false", false },
        { "7", 7L },
        { "7.50", 7.50m },
        { "1e999", "1e999" },
        { "\"a\"", "a" },
        { "null", null },
        { "[]", null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_what_it_is_in_JSON(string json, object? expected) => Assert.Equal(expected, GenesysGuest.Contacts.JsonValue.Read(JsonElement.Parse(json)));
}
