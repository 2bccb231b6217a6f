using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Where a journal lies that was given as PowerShell gives paths.</summary>
internal static class JournalLocation
{
    /// <summary>Finds it.</summary>
    /// <param name="location">The current location.</param>
    /// <param name="journalPath">What was given; null: nothing.</param>
    /// <param name="neededFor">The parameter that makes no sense without one; null: none was given.</param>
    /// <returns>Its full path; null: there is none.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static string? Find(PathIntrinsics location, string? journalPath, string? neededFor) => journalPath is not null
        ? FileSystemPath.Of(location, journalPath, ErrorId.JournalUnusable, "journal")
        : neededFor is null
            ? null
            : throw new GenesysException(
                ErrorId.JournalUnusable, $"There is no journal for -{neededFor}: only a journal recognizes the rows of an earlier run.", "Give the journal with -JournalPath.");
}
