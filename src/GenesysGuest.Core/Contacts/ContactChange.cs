namespace GenesysGuest;

/// <summary>What was done to a contact.</summary>
public enum ContactChange
{
    /// <summary>It was not there, and was created.</summary>
    Created,

    /// <summary>It was there, and has what the row says now.</summary>
    Updated,

    /// <summary>It was there, and nothing has changed it since it was created. Where that is not certain, it counts as updated.</summary>
    Unchanged,

    /// <summary>It was removed.</summary>
    Removed,
}
