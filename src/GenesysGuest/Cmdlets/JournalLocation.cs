using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Resolves the path of a journal.</summary>
internal static class JournalLocation
{
    /// <summary>Finds the full path.</summary>
    /// <param name="location">The current location.</param>
    /// <param name="journalPath">The specified path, or null if none was specified.</param>
    /// <param name="neededFor">The specified parameter that requires a journal, or null if no such parameter was specified.</param>
    /// <returns>The full path, or null if there is no journal.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static string? Find(PathIntrinsics location, string? journalPath, string? neededFor) => journalPath is not null
        ? FileSystemPath.Of(location, journalPath, ErrorId.JournalUnusable, "journal")
        : neededFor is null
            ? null
            : throw new GenesysException(
                ErrorId.JournalUnusable, $"-{neededFor} requires a journal, because only a journal recognizes the rows of an earlier run.", "Specify the journal with -JournalPath.");
}
