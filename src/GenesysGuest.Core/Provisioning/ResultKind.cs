namespace GenesysGuest.Provisioning;

/// <summary>The kind of a result: what the run did with the item. The summary counts results by kind.</summary>
internal enum ResultKind
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
