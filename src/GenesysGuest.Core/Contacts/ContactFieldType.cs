namespace GenesysGuest;

/// <summary>The type of a custom field.</summary>
public enum ContactFieldType
{
    /// <summary>Text, including dates and addresses.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,
}
