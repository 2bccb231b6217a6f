namespace GenesysGuest;

/// <summary>Files that contain secrets, or names and addresses. Only the owner can read them. On Windows, the permissions of the folder apply.</summary>
internal static class PrivateFile
{
    /// <summary>Opens or creates a file. The file is unbuffered: when a write returns, the data has been passed to the operating system.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether the file may or must exist.</param>
    /// <param name="access">The type of access.</param>
    /// <param name="share">The access that others have while the file is open.</param>
    /// <returns>The file.</returns>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
#if NETSTANDARD2_0
        return new FileStream(path, mode, access, share, bufferSize: 1);
#else
        FileStreamOptions options = new() { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#endif
    }

    /// <summary>Creates a folder that only its owner can access, if it does not exist.</summary>
    /// <param name="path">The folder.</param>
    public static void MakeFolder(string path)
    {
#if !NETSTANDARD2_0
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }
}
