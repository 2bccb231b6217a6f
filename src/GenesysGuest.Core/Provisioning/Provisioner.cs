using System.Diagnostics.CodeAnalysis;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using System.Threading.Channels;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>The engine. Rows are added one by one, and outcomes are returned as they are decided. Without a journal, memory use does not grow with the number of rows.</summary>
/// <remarks>
/// One thread alternates between adding rows and taking outcomes. <see cref="TryAdd"/> returns false when enough rows are in progress. Taking an outcome makes room for a row.
/// No queue grows without limit, and neither side can wait for the other forever.
/// </remarks>
public abstract class Provisioner : IDisposable
{
    private readonly Channel<ProvisioningRow> _rows = Channel.CreateUnbounded<ProvisioningRow>(new() { SingleWriter = true });
    private readonly OutcomeQueue _outcomes = new();
    private readonly Connection _connection;
    private readonly ProvisioningOptions _options;
    private readonly ProvisioningJournal? _journal;
    private readonly ProvisioningRun _run;
    private readonly int _capacity;
    private readonly int _batchLimit;
    private readonly long _start;
    private readonly TwiceReport _twice;
    private readonly Tally _returned;
    private int _inHand;
    private int _workers;
    private bool _isComplete;

    private protected Provisioner(Connection connection, IProvisioningTarget target, ProvisioningOptions? options, ProvisioningJournal? journal)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _options = ProvisioningOptions.Checked(options ?? new ProvisioningOptions());
        _journal = journal;
        if (_options.JournalPath is not null && journal is null)
        {
            throw new ArgumentException("A journal must be opened first. Use OpenAsync.", nameof(options));
        }

        _twice = new TwiceReport(target.Kind, _options.Log);
        _returned = new Tally(target.Figures);
        _batchLimit = target.BatchLimit;
        _capacity = 2 * _options.ThrottleLimit * _batchLimit;
        TimeProvider time = connection.Options.TimeProvider;
        _start = time.GetTimestamp();
        _run = new ProvisioningRun(connection, target, _options, _journal, _rows.Reader, _outcomes);
        _run.Watch();
    }

    /// <summary>The number of rows that were added and whose outcomes were not yet taken.</summary>
    public int InHand => _inHand;

    /// <summary>The figures for the outcomes that were taken so far.</summary>
    public ProvisioningSummary Summary => _returned.Summary(_connection.Options.TimeProvider.GetElapsedTime(_start));

    /// <summary>The error that ended the run early, such as a long outage, an expired session, or a full disk. Null if there is none.</summary>
    public GenesysException? End => _run.End;

    private protected bool IsStopped => _run.IsStopped;

    private protected CancellationToken Stopping => _run.Stopping;

    /// <summary>How long all requests still wait because of the server's rate limit, or zero.</summary>
    public TimeSpan LimitWait => _connection.Pipeline.LimitWait;

    /// <summary>How long the service has been unavailable, or zero if it is available.</summary>
    public TimeSpan OutageDuration => _connection.Pipeline.OutageDuration;

    /// <summary>Adds a row if there is room for it.</summary>
    /// <param name="row">The row, of the type that the target expects.</param>
    /// <returns>False if an outcome must be taken first.</returns>
    public bool TryAdd(ProvisioningRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_isComplete)
        {
            throw new InvalidOperationException("No row can be added after Complete.");
        }

        if (_inHand >= _capacity)
        {
            return false;
        }

        _inHand++;
        if (_workers < _options.ThrottleLimit && _workers * _batchLimit < _inHand)
        {
            _workers++;
            _ = Task.Run(_run.WorkAsync, CancellationToken.None);
        }

        return _rows.Writer.TryWrite(row);
    }

    /// <summary>Takes an outcome if one is ready.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether an outcome was ready.</returns>
    public bool TryTake([NotNullWhen(true)] out ProvisioningOutcome? outcome)
    {
        if (!_outcomes.TryTake(out outcome))
        {
            return false;
        }

        _inHand--;
        _returned.Add(outcome);
        _twice.Add(outcome);
        return true;
    }

    /// <summary>Waits until an outcome is ready.</summary>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>False if no rows are in progress.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(1, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Waits until as many outcomes are ready as there are workers. At that point every worker still has rows, and the caller does not wake up for each outcome.</summary>
    /// <param name="atMost">The maximum wait. After that, fewer outcomes may be ready, or none.</param>
    /// <param name="cancellationToken">Cancels the wait, not the work.</param>
    /// <returns>False if no rows are in progress.</returns>
    public ValueTask<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken = default) =>
        WaitAsync(Math.Min(_options.ThrottleLimit, _inHand), atMost, cancellationToken);

    /// <summary>Signals that no more rows will be added.</summary>
    public void Complete()
    {
        _isComplete = true;
        _rows.Writer.TryComplete();
    }

    /// <summary>Stops sending. Requests in progress are completed. The other rows end as <see cref="ErrorId.NotAttempted"/>.</summary>
    public void Stop() => _run.Stop();

    /// <summary>Stops sending. With a journal, allows time for the results of requests in progress to be written to it.</summary>
    /// <param name="grace">How long to wait for responses.</param>
    /// <returns>The outcomes that were not taken, after all requests have ended.</returns>
    public async Task<IReadOnlyList<ProvisioningOutcome>> StopAsync(TimeSpan grace)
    {
        Complete();
        Stop();
        if (_journal is null)
        {
            _run.GiveUp();
        }

        using ITimer timer = _connection.Options.TimeProvider.CreateTimer(_ => _run.GiveUp(), state: null, grace, Timeout.InfiniteTimeSpan);
        List<ProvisioningOutcome> untaken = [];
        while (await WaitAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (TryTake(out ProvisioningOutcome? outcome))
            {
                untaken.Add(outcome);
            }
        }

        return untaken;
    }

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Summary.ToString();

    /// <summary>Stops sending and abandons requests in progress. Their outcome is unknown.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases resources.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        Complete();
        _run.Dispose();
        _journal?.Dispose();
    }

    /// <summary>Opens the journal that the options specify.</summary>
    /// <param name="connection">The connection that the rows are sent with.</param>
    /// <param name="target">The target of the rows.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the wait for another process to close the file.</param>
    /// <returns>The journal, or null if none is specified.</returns>
    private protected static async Task<ProvisioningJournal?> OpenJournalAsync(
        Connection connection, IProvisioningTarget target, ProvisioningOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ProvisioningOptions valid = ProvisioningOptions.Checked(options ?? new ProvisioningOptions());
        return valid.JournalPath is not { } path
            ? null
            : await ProvisioningJournal.OpenAsync(
                path, target, JournalOwner.Of(connection, target, valid), valid, connection.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Abandons requests in progress. The outcomes of all rows are still returned.</summary>
    private protected void GiveUp() => _run.GiveUp();

    /// <summary>Ends a wait, even if no outcome is ready.</summary>
    private protected void Wake() => _outcomes.Wake();

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    private async ValueTask<bool> WaitAsync(int outcomes, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_inHand == 0)
        {
            if (_isComplete)
            {
                _twice.Warn();
                _journal?.WarnOfOtherContent();
            }

            return false;
        }

        ValueTask sleep = _outcomes.WaitAsync(outcomes); // starts before anything can wake it
        using ITimer? timer = atMost == Timeout.InfiniteTimeSpan
            ? null
            : _connection.Options.TimeProvider.CreateTimer(static queue => ((OutcomeQueue)queue!).Wake(), _outcomes, atMost, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(static queue => ((OutcomeQueue)queue!).Wake(), _outcomes);
        await sleep.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
