namespace GenesysGuest;

/// <summary>What happened to a contact.</summary>
public enum ContactChange
{
    /// <summary>It was not there, and was made.</summary>
    Created,

    /// <summary>It was there, and has what the row says now.</summary>
    Updated,
}
