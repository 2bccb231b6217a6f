namespace GenesysGuest.Provisioning.Journal;

/// <summary>Opens the file of a journal exclusively for one run. A virus scanner or a sync client may hold it for a moment.</summary>
/// <param name="path">The path of the file. It is created if it does not exist.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalOpening(string path, TimeProvider time)
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    /// <summary>Opens the file. If another process holds it, retries for a few seconds.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
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
                // Wait, and then try again.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                bool exists = File.Exists(path);
                throw JournalFile.Unusable(
                    path,
                    exists ? "cannot be opened. Another run or program may have it open" : "cannot be created",
                    exists ? "Wait until the other run ends, or use a separate journal for each run. The journal cannot be the file that is imported. Check that you have permission to write to it." : "Check the path, and check that you have permission to write there.",
                    exception);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an exception means that another process holds a file.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>False for all other exceptions.</returns>
    public static bool IsHeld(Exception? exception) => exception is IOException { HResult: SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMac };
}
