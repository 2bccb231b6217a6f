namespace GenesysGuest.Sandbox;

/// <summary>A custom field of contacts.</summary>
/// <param name="Name">Its name in <c>customFields</c>, compared character for character.</param>
/// <param name="Title">Its name as people see it.</param>
/// <param name="Type">What it holds.</param>
public sealed record SandboxCustomField(string Name, string Title, SandboxCustomFieldType Type)
{
    /// <summary>The most characters of a text. 100 at first.</summary>
    public int MaxLength { get; init; } = 100;
}
