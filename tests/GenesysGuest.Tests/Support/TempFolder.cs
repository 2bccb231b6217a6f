using System.Diagnostics;

namespace GenesysGuest.Tests.Support;

/// <summary>A folder for one test's journals.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("genesys-guest-");

    public string Path => _folder.FullName;

    /// <summary>A file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Reads a file that a run has locked. The lock binds those who ask for it; cat does not.</summary>
    public static string ReadLocked(string path)
    {
        using Process cat = Process.Start(new ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string text = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        return text;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
