namespace GenesysGuest;

/// <summary>How an unattended import ended. The number is the exit code for a script; the larger one counts if several apply.</summary>
/// <remarks>1 is left to PowerShell, which ends so if the script itself fails.</remarks>
public enum ImportOutcome
{
    /// <summary>Every row was decided, and none of them failed.</summary>
    Completed = 0,

    /// <summary>Some rows, or a file, must be corrected, or something must be looked up. To run the import again does not help.</summary>
    RowsFailed = 2,

    /// <summary>An outage, a limit or another import: run it again later, as it is.</summary>
    TryAgain = 3,

    /// <summary>There is no valid token, and none could be had.</summary>
    SignInFailed = 4,

    /// <summary>A folder, a disk, a parameter, a permission or a scope must be corrected first.</summary>
    Misconfigured = 5,

    /// <summary>There was no file to import.</summary>
    NoInput = 6,
}
