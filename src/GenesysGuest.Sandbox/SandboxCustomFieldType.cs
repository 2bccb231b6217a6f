namespace GenesysGuest.Sandbox;

/// <summary>What a custom field holds.</summary>
public enum SandboxCustomFieldType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Checkbox,
}
