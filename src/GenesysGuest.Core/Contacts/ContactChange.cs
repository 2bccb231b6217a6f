namespace GenesysGuest;

/// <summary>The change that was made to a contact.</summary>
public enum ContactChange
{
    /// <summary>The contact did not exist and was created.</summary>
    Created,

    /// <summary>The contact existed and now has the values of the row.</summary>
    Updated,

    /// <summary>The contact existed and has not been changed since it was created. If this is unknown, the contact counts as updated.</summary>
    Unchanged,

    /// <summary>The contact was removed.</summary>
    Removed,
}
