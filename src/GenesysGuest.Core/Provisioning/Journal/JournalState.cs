namespace GenesysGuest.Provisioning.Journal;

/// <summary>The state of a row on a journal line.</summary>
internal enum JournalState
{
    /// <summary>The row is about to be sent. If this is the last entry for a row, it is unknown whether the guest exists.</summary>
    Sending,

    /// <summary>The service refused the row temporarily. It will be sent again.</summary>
    Waiting,

    /// <summary>The guest exists. The line contains the guest with its token.</summary>
    Created,

    /// <summary>The guest was not created.</summary>
    Failed,

    /// <summary>The guest may exist, or exists without a readable token.</summary>
    Unknown,
}
