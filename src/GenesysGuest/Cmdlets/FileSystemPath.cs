using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Resolves PowerShell paths for a library that knows only file system paths.</summary>
internal static class FileSystemPath
{
    /// <summary>Finds the full path. A path of another provider would lose all but its last part and lead to the folder of the process.</summary>
    /// <param name="location">The current location.</param>
    /// <param name="path">The PowerShell path.</param>
    /// <param name="errorId">The error id if the path is not in the file system.</param>
    /// <param name="what">The noun for the message, such as "journal".</param>
    /// <returns>The full path.</returns>
    /// <exception cref="GenesysException">The path is not in the file system.</exception>
    public static string Of(PathIntrinsics location, string path, ErrorId errorId, string what)
    {
        string remedy = $"Specify the path of a {what} in the file system. If the current location is not in the file system, include the drive or folder.";
        try
        {
            string full = location.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return string.Equals(provider.Name, "FileSystem", StringComparison.OrdinalIgnoreCase)
                ? full
                : throw new GenesysException(errorId, $"The {what} '{path}' is not in the file system. It belongs to the provider {provider.Name}.", remedy);
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or PSNotSupportedException or PSArgumentException)
        {
            throw new GenesysException(errorId, $"The {what} '{path}' is not in the file system: {exception.Message}", remedy, exception);
        }
    }
}
