namespace GenesysGuest.Provisioning.Journal;

/// <summary>The state of a row on a journal line.</summary>
internal enum JournalState
{
    /// <summary>The row is about to be sent. If this is the last entry for a row, it is unknown whether the item exists.</summary>
    Sending,

    /// <summary>The service refused the row temporarily. It will be sent again.</summary>
    Waiting,

    /// <summary>The item exists. The line contains the result.</summary>
    Created,

    /// <summary>The item was not created.</summary>
    Failed,

    /// <summary>The item may exist, or exists without a readable result.</summary>
    Unknown,
}
