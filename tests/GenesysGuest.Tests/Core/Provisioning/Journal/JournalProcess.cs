using System.Diagnostics;
using System.Globalization;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journalled run in a process of its own. It ends with this process at the latest.</summary>
internal sealed class JournalProcess : IDisposable
{
    private readonly Process _process;
    private int _killed;

    private JournalProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Whether it was killed, not ended by itself.</summary>
    public bool WasKilled => Volatile.Read(ref _killed) != 0;

    /// <summary>Starts a run of the first of <see cref="JournalRun.GeneratedRows"/>, or of <see cref="JournalRun.GeneratedContacts"/>.</summary>
    /// <param name="baseAddress">The sandbox.</param>
    /// <param name="token">An access token.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="throttle">How many at once.</param>
    /// <param name="largestFile">In KiB, how large a file the process may write; null: any.</param>
    /// <param name="target">What the rows become: guests or contacts.</param>
    public static JournalProcess Start(
        Uri baseAddress, string token, string journal, int rows, int throttle, int? largestFile = null, string target = "guests")
    {
        string[] run =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "GenesysGuest.Tests.JournalRun.dll"), target, baseAddress.OriginalString, token, journal,
            rows.ToString(CultureInfo.InvariantCulture), throttle.ToString(CultureInfo.InvariantCulture),
        ];
        string[] command = largestFile is { } size ? ["bash", "-c", $"trap '' XFSZ; ulimit -f {size}; exec \"$@\"", "bash", .. run] : run;
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // quicker to start, and no large file behind it
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // a killed process would leave its diagnostic files in the temporary folder
        return new JournalProcess(Process.Start(start)!);
    }

    /// <summary>Kills it at once: SIGKILL.</summary>
    public void Kill()
    {
        if (Interlocked.Exchange(ref _killed, 1) == 0)
        {
            _process.Kill();
        }
    }

    /// <summary>Reads what it prints until it has ended.</summary>
    /// <param name="read">Told of each line how many came so far.</param>
    /// <returns>The exit code, and the lines.</returns>
    public async Task<(int ExitCode, IReadOnlyList<string> Lines)> ReadToEndAsync(Action<int>? read = null)
    {
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            read?.Invoke(lines.Count);
        }

        await _process.WaitForExitAsync();
        return (_process.ExitCode, lines);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
