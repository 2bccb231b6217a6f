namespace GenesysGuest.Provisioning;

/// <summary>What was done to get a result: what the summary counts it as.</summary>
internal enum Deed
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was there, and was changed.</summary>
    Updated,

    /// <summary>It was there, and was as it should be.</summary>
    Unchanged,

    /// <summary>It was taken away.</summary>
    Removed,
}
