namespace GenesysGuest;

/// <summary>The outcome of an unattended import. The number is the exit code for a script. If several outcomes apply, the largest number is used.</summary>
/// <remarks>PowerShell uses 1 if the script itself fails.</remarks>
public enum ImportOutcome
{
    /// <summary>Every row was processed, and none failed.</summary>
    Completed = 0,

    /// <summary>Correct some rows or a file, or look up an item. Running the import again does not help.</summary>
    RowsFailed = 2,

    /// <summary>An outage, a rate limit, or another import prevented the work. Run the same import again later.</summary>
    TryAgain = 3,

    /// <summary>No valid token is available, and none could be obtained.</summary>
    SignInFailed = 4,

    /// <summary>Correct a folder, a disk, a parameter, a permission, or a scope first.</summary>
    Misconfigured = 5,

    /// <summary>No file to import was found.</summary>
    NoInput = 6,
}
