#if !NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace GenesysGuest.Provisioning.Journal;

/// <summary>The directory entry of a journal. On Unix, others can remove it while the file is open.</summary>
/// <param name="path">The full path.</param>
internal sealed class JournalPlace(string path)
{
#if NETSTANDARD2_0
#pragma warning disable CA1822 // to match the other framework
    public bool LeadsTo(FileStream stream) => stream is not null;

    public void Flush() => _ = path;
#pragma warning restore CA1822
#else
    private const int ReadOnly = 0;

    /// <summary>The final target of a link, or the path itself.</summary>
    private string Target => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>Whether the path still leads to the open file.</summary>
    /// <param name="stream">The file.</param>
    /// <returns>False if the file was deleted, moved, or replaced.</returns>
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

    /// <summary>Flushes the directory entry of a new file to disk. Flushing the content of the file does not guarantee that.</summary>
    /// <remarks>Best effort: not every file system supports it. The functions of libc are used, because .NET cannot open folders.</remarks>
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
