namespace GenesysGuest.Provisioning.Journal;

/// <summary>What a journal line says of a row.</summary>
internal enum JournalState
{
    /// <summary>It is about to be sent. The last word on a row: whether the guest exists is unknown.</summary>
    Sending,

    /// <summary>The service refused it for now; it will be sent again.</summary>
    Waiting,

    /// <summary>The guest exists, and stands in the line with its token.</summary>
    Created,

    /// <summary>The guest was not made.</summary>
    Failed,

    /// <summary>The guest may exist, or exists without a token that could be read.</summary>
    Unknown,
}
