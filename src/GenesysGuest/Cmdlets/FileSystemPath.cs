using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Paths as PowerShell gives them, for a library that knows only those of the file system.</summary>
internal static class FileSystemPath
{
    /// <summary>Finds the full path. Of another provider only the last part of the path would be left, below the folder of the process.</summary>
    /// <param name="location">The current location.</param>
    /// <param name="path">What was given.</param>
    /// <param name="errorId">The error if it is not in the file system.</param>
    /// <param name="what">What the message calls it: "journal".</param>
    /// <returns>The full path.</returns>
    /// <exception cref="GenesysException">It is not in the file system.</exception>
    public static string Of(PathIntrinsics location, string path, ErrorId errorId, string what)
    {
        string remedy = $"Give the path of a {what} in the file system, with its drive or folder if the current location is not there.";
        try
        {
            string full = location.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return string.Equals(provider.Name, "FileSystem", StringComparison.OrdinalIgnoreCase)
                ? full
                : throw new GenesysException(errorId, $"The {what} '{path}' is not in the file system, but in {provider.Name}.", remedy);
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or PSNotSupportedException or PSArgumentException)
        {
            throw new GenesysException(errorId, $"The {what} '{path}' is not in the file system: {exception.Message}", remedy, exception);
        }
    }
}
