namespace GenesysGuest.Provisioning;

/// <summary>Counts what is handed out. Not thread-safe.</summary>
internal sealed class Tally
{
    private long _created;
    private long _updated;
    private long _fromJournal;
    private long _failed;
    private long _unknown;
    private long _notAttempted;
    private long _sent;

    /// <summary>Counts one row more.</summary>
    /// <param name="outcome">What became of it.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        _sent += outcome.WasSent ? 1 : 0;
        _ = outcome.Error?.ErrorId switch
        {
            null => outcome.IsFromJournal ? _fromJournal++ : outcome.IsUpdate ? _updated++ : _created++,
            ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse => _unknown++,
            ErrorId.NotAttempted => _notAttempted++,
            _ => _failed++,
        };
    }

    /// <summary>The figures.</summary>
    /// <param name="duration">Since the first row.</param>
    /// <returns>As they are now.</returns>
    public ProvisioningSummary Summary(TimeSpan duration) => new(_created, _fromJournal, _failed, _unknown, _notAttempted, _sent, duration) { Updated = _updated };
}
