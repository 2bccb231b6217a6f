namespace GenesysGuest.Provisioning.Journal;

/// <summary>Opens the file of a journal for one run alone. A virus scanner or a sync client may hold it for a moment.</summary>
/// <param name="path">The file; it is created if it is not there.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalOpening(string path, TimeProvider time)
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    /// <summary>Opens it, and tries for some seconds if another process holds it.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The file.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (IsHeld(held) && time.GetElapsedTime(start) < Patience)
            {
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                bool exists = File.Exists(path);
                throw JournalFile.Unusable(
                    path,
                    exists ? "cannot be opened: another run or program may have it open" : "cannot be created",
                    exists ? "Wait for the other run, or give each run a journal of its own, which is not the file that is imported; check that you may write to it." : "Check the path, and that you may write there.",
                    exception);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an exception says that another process holds a file.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>False: it says something else.</returns>
    public static bool IsHeld(Exception? exception) => exception is IOException { HResult: SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMac };
}
