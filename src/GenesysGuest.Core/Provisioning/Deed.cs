namespace GenesysGuest.Provisioning;

/// <summary>The action that led to a result, for counting in the summary.</summary>
internal enum Deed
{
    /// <summary>The item was created.</summary>
    Created,

    /// <summary>The item existed and was updated.</summary>
    Updated,

    /// <summary>The item existed and was already up to date.</summary>
    Unchanged,

    /// <summary>The item was removed.</summary>
    Removed,
}
