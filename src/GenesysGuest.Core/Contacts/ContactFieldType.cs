namespace GenesysGuest;

/// <summary>What a custom field holds.</summary>
public enum ContactFieldType
{
    /// <summary>Text, dates and addresses among it.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,
}
