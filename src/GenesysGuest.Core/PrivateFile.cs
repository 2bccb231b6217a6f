namespace GenesysGuest;

/// <summary>Files that hold secrets, or names and addresses: made readable by their owner alone. On Windows the folder says who may read them.</summary>
internal static class PrivateFile
{
    /// <summary>Opens a file, or makes it. Nothing of it is kept in memory: what is written is with the system when the call returns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may, or must, be there.</param>
    /// <param name="access">What for.</param>
    /// <param name="share">What others may do meanwhile.</param>
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

    /// <summary>Makes a folder that only its owner may look into, if it is not there.</summary>
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
