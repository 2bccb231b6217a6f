using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Where a journal lies that was given as PowerShell gives paths.</summary>
internal static class JournalLocation
{
    private const string Remedy = "Give the path of a file, with its drive or folder if the current location is not in the file system.";

    /// <summary>Finds it. Of another provider only the last part of the path would be left, below the folder of the process.</summary>
    /// <param name="location">The current location.</param>
    /// <param name="journalPath">What was given; null: nothing.</param>
    /// <param name="retryUnknown">Whether there has to be one.</param>
    /// <returns>Its full path; null: there is none.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static string? Find(PathIntrinsics location, string? journalPath, bool retryUnknown)
    {
        if (journalPath is null)
        {
            return retryUnknown
                ? throw new GenesysException(
                    ErrorId.JournalUnusable, "There is no journal for -RetryUnknown: only a journal knows of rows whose outcome is unknown.", "Give the journal of the earlier run with -JournalPath.")
                : null;
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
