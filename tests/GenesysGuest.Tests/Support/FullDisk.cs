using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GenesysGuest.Tests.Support;

/// <summary>The disk under a file that this process has open: it can be full for a while. Only on Linux.</summary>
/// <remarks>While it is full, a descriptor that can only read stands in the file's place. To be disposed of before the file is opened again: it holds the file's lock.</remarks>
internal sealed class FullDisk : IDisposable
{
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle _full;
    private readonly SafeFileHandle _kept = File.OpenHandle(typeof(FullDisk).Assembly.Location);
    private readonly int _file;

    /// <summary>Finds the file; there is room at first.</summary>
    /// <param name="path">The file.</param>
    public FullDisk(string path)
    {
        string descriptor = Directory.EnumerateFiles("/proc/self/fd").Single(link => string.Equals(new FileInfo(link).LinkTarget, path, StringComparison.Ordinal));
        _file = int.Parse(Path.GetFileName(descriptor), CultureInfo.InvariantCulture);
        Replace((int)_kept.DangerousGetHandle(), by: _file);
        _full = new SafeFileHandle(Open(path, CloseOnExec), ownsHandle: true);
    }

    /// <summary>From now on nothing can be written to the file.</summary>
    public void Fill() => Replace(_file, by: (int)_full.DangerousGetHandle());

    /// <summary>From now on the file can be written to again.</summary>
    public void MakeRoom() => Replace(_file, by: (int)_kept.DangerousGetHandle());

    public void Dispose()
    {
        _full.Dispose();
        _kept.Dispose();
    }

    private static void Replace(int descriptor, int by)
    {
        if (Duplicate(by, descriptor, CloseOnExec) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    // Not with File.OpenHandle: it asks for the lock.
    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "dup3", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(int from, int to, int flags);
}
