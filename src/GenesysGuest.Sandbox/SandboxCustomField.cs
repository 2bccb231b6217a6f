namespace GenesysGuest.Sandbox;

/// <summary>A custom field of contacts.</summary>
/// <param name="Name">Its name in <c>customFields</c>, compared character for character.</param>
/// <param name="Title">The name that people see.</param>
/// <param name="Type">The type of its value.</param>
public sealed record SandboxCustomField(string Name, string Title, SandboxCustomFieldType Type)
{
    /// <summary>The maximum number of characters in a text. The default is 100.</summary>
    public int MaxLength { get; init; } = 100;
}
