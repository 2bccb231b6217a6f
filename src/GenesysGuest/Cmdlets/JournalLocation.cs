using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Where a journal lies that was given as PowerShell gives paths.</summary>
internal static class JournalLocation
{
    private const string Remedy = "Give the path of a file, with its drive or folder if the current location is not in the file system.";

    /// <summary>Finds it. Of another provider only the last part of the path would be left, below the folder of the process.</summary>
    /// <param name="location">The current location.</param>
    /// <param name="journalPath">What was given; null: nothing.</param>
    /// <param name="neededFor">The parameter that makes no sense without one; null: none was given.</param>
    /// <returns>Its full path; null: there is none.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static string? Find(PathIntrinsics location, string? journalPath, string? neededFor)
    {
        if (journalPath is null)
        {
            return neededFor is null
                ? null
                : throw new GenesysException(
                    ErrorId.JournalUnusable, $"There is no journal for -{neededFor}: only a journal recognises the rows of an earlier run.", "Give the journal with -JournalPath.");
        }

        try
        {
            string path = location.GetUnresolvedProviderPathFromPSPath(journalPath, out ProviderInfo provider, out _);
            return string.Equals(provider.Name, "FileSystem", StringComparison.OrdinalIgnoreCase)
                ? path
                : throw new GenesysException(ErrorId.JournalUnusable, $"The journal '{journalPath}' is not in the file system, but in {provider.Name}.", Remedy);
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or PSNotSupportedException or PSArgumentException)
        {
            throw new GenesysException(ErrorId.JournalUnusable, $"The journal '{journalPath}' is not in the file system: {exception.Message}", Remedy, exception);
        }
    }
}
