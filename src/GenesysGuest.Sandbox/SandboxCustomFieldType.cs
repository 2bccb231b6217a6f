namespace GenesysGuest.Sandbox;

/// <summary>The type of a custom field.</summary>
public enum SandboxCustomFieldType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Checkbox,
}
