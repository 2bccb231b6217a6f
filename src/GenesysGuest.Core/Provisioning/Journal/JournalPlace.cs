#if !NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace GenesysGuest.Provisioning.Journal;

/// <summary>The entry of a journal in its folder. Only Unix lets others take it away while the file is open.</summary>
/// <param name="path">The full path.</param>
internal sealed class JournalPlace(string path)
{
#if NETSTANDARD2_0
#pragma warning disable CA1822 // as on the other framework
    public bool LeadsTo(FileStream stream) => stream is not null;

    public void Flush() => _ = path;
#pragma warning restore CA1822
#else
    private const int ReadOnly = 0;

    /// <summary>The file that a link leads to, or the path itself.</summary>
    private string Target => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>Whether the path still leads to a file that is open, and not to another or to none.</summary>
    /// <param name="stream">The file.</param>
    /// <returns>False: it was deleted, moved or replaced.</returns>
    public bool LeadsTo(FileStream stream)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        if (!File.Exists(path))
        {
            return false;
        }

        FileInfo found = new(Target);
        return found.Exists && found.Length == stream.Length && found.CreationTimeUtc == File.GetCreationTimeUtc(stream.SafeFileHandle);
    }

    /// <summary>Has the entry of a new file written to disk: that the file's content is there does not mean that its name is.</summary>
    /// <remarks>As far as the file system can do so. .NET opens no folders.</remarks>
    public void Flush()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int folder = Open(Path.GetDirectoryName(Target)!, ReadOnly);
        if (folder >= 0)
        {
            _ = Sync(folder);
            _ = Close(folder);
        }
    }

    [DllImport("libc", EntryPoint = "open", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#endif
}
