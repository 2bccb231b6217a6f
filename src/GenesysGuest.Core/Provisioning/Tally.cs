namespace GenesysGuest.Provisioning;

/// <summary>Counts returned outcomes. Not thread-safe.</summary>
/// <param name="figures">The initial figures.</param>
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

    /// <summary>Counts a row.</summary>
    /// <param name="outcome">The outcome of the row.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        _sent += outcome.WasSent ? 1 : 0;
        _ = outcome.Error switch
        {
            null when outcome.IsFromJournal => _fromJournal++,
            null => outcome.ResultKind switch
            {
                ResultKind.Updated => _updated++,
                ResultKind.Unchanged => _unchanged++,
                ResultKind.Removed => _removed++,
                _ => _created++,
            },
            ProvisioningException { IsUnknown: true } => _unknown++,
            { ErrorId: ErrorId.NotAttempted } => _notAttempted++,
            _ => _failed++,
        };
    }

    /// <summary>Returns the figures.</summary>
    /// <param name="duration">The time since the first row.</param>
    /// <returns>The current figures.</returns>
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
