namespace GenesysGuest.Provisioning;

/// <summary>Counts what is handed out. Not thread-safe.</summary>
/// <param name="figures">What it begins with.</param>
internal sealed class Tally(ProvisioningSummary figures)
{
    private long _created;
    private long _updated;
    private long _unchanged;
    private long _removed;
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
        _ = outcome.Error switch
        {
            null when outcome.IsFromJournal => _fromJournal++,
            null => outcome.Deed switch
            {
                Deed.Updated => _updated++,
                Deed.Unchanged => _unchanged++,
                Deed.Removed => _removed++,
                _ => _created++,
            },
            ProvisioningException { IsUnknown: true } => _unknown++,
            { ErrorId: ErrorId.NotAttempted } => _notAttempted++,
            _ => _failed++,
        };
    }

    /// <summary>The figures.</summary>
    /// <param name="duration">Since the first row.</param>
    /// <returns>As they are now.</returns>
    public ProvisioningSummary Summary(TimeSpan duration) => figures with
    {
        Created = _created,
        Updated = _updated,
        Unchanged = _unchanged,
        Removed = _removed,
        FromJournal = _fromJournal,
        Failed = _failed,
        Unknown = _unknown,
        NotAttempted = _notAttempted,
        Sent = _sent,
        Duration = duration,
    };
}
