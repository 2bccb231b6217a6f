using System.Diagnostics.CodeAnalysis;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using System.Threading.Channels;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>The engine: rows go in one by one, outcomes come out as they are decided. Memory does not grow with the number of rows.</summary>
/// <remarks>
/// One thread feeds it and takes from it in turn: <see cref="TryAdd"/> says no when enough rows are in hand, and an outcome taken makes room for a row.
/// Nothing is queued without bound, and neither side can wait for the other for ever.
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
    private int _inHand;
    private int _workers;
    private readonly TwiceReport _twice;
    private readonly Tally _handedOut;
    private bool _isComplete;

    private protected Provisioner(Connection connection, IProvisioningTarget target, ProvisioningOptions? options, ProvisioningJournal? journal)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _options = ProvisioningOptions.Checked(options ?? new ProvisioningOptions());
        _journal = journal;
        if (_options.JournalPath is not null && journal is null)
        {
            throw new ArgumentException("A journal has to be opened first: use OpenAsync.", nameof(options));
        }

        _twice = new TwiceReport(target.Kind, _options.Log);
        _handedOut = new Tally(target.Figures);
        _batchLimit = target.BatchLimit;
        _capacity = 2 * _options.ThrottleLimit * _batchLimit;
        TimeProvider time = connection.Options.TimeProvider;
        _start = time.GetTimestamp();
        _run = new ProvisioningRun(connection, target, _options, _journal, _rows.Reader, _outcomes);
        _run.Watch();
    }

    /// <summary>Rows that were added and whose outcomes were not taken yet.</summary>
    public int InHand => _inHand;

    /// <summary>What was handed out so far.</summary>
    public ProvisioningSummary Summary => _handedOut.Summary(_connection.Options.TimeProvider.GetElapsedTime(_start));

    /// <summary>What ended the work before its end: an outage that lasted, a session that ran out, a full disk. Null while nothing did.</summary>
    public GenesysException? End => _run.End;

    private protected bool IsStopped => _run.IsStopped;

    /// <summary>How long everyone waits for the server's request limit; zero if nobody does.</summary>
    public TimeSpan LimitWait => _connection.Pipeline.LimitWait;

    /// <summary>How long the service has been taken to be down; zero while it is not.</summary>
    public TimeSpan OutageDuration => _connection.Pipeline.OutageDuration;

    /// <summary>Takes a row, if there is room for it.</summary>
    /// <param name="row">The row, of the target's kind.</param>
    /// <returns>False: take an outcome first.</returns>
    public bool TryAdd(ProvisioningRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_isComplete)
        {
            throw new InvalidOperationException("No row can follow after Complete.");
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

    /// <summary>Takes an outcome, if one is ready.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake([NotNullWhen(true)] out ProvisioningOutcome? outcome)
    {
        if (!_outcomes.TryTake(out outcome))
        {
            return false;
        }

        _inHand--;
        _handedOut.Add(outcome);
        _twice.Add(outcome);
        return true;
    }

    /// <summary>Waits until an outcome is ready.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the work.</param>
    /// <returns>False if nothing is in hand.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(1, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Waits until half of what can be in hand is ready: no worker lacks a row yet, and it costs less than waking up for each.</summary>
    /// <param name="atMost">No longer than this: then there may be fewer, or none.</param>
    /// <param name="cancellationToken">Ends the waiting, not the work.</param>
    /// <returns>False if nothing is in hand.</returns>
    public ValueTask<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken = default) =>
        WaitAsync(Math.Min(_options.ThrottleLimit, _inHand), atMost, cancellationToken);

    /// <summary>Says that no row will follow.</summary>
    public void Complete()
    {
        _isComplete = true;
        _rows.Writer.TryComplete();
    }

    /// <summary>Sends nothing more. What is under way is waited for; the other rows in hand come out as <see cref="ErrorId.NotAttempted"/>.</summary>
    public void Stop() => _run.Stop();

    /// <summary>Stops; with a journal, gives what is under way some time to be written there.</summary>
    /// <param name="grace">How long to wait for answers.</param>
    /// <returns>The outcomes that were not taken, when nothing is under way any more.</returns>
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

    /// <summary>How far the work has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Summary.ToString();

    /// <summary>Gives up on what is under way, too: its outcome is unknown.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        Complete();
        _run.Dispose();
        _journal?.Dispose();
    }

    /// <summary>Opens the journal that options name.</summary>
    /// <param name="connection">The connection that the rows go to.</param>
    /// <param name="target">What they become.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the waiting for another process to close the file.</param>
    /// <returns>The journal; null: they name none.</returns>
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

    /// <summary>Gives up on what is under way; the outcomes of all rows in hand still come.</summary>
    private protected void GiveUp() => _run.GiveUp();

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    private async ValueTask<bool> WaitAsync(int outcomes, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_inHand == 0)
        {
            if (_isComplete)
            {
                _twice.Tell();
                _journal?.TellOfOtherContent();
            }

            return false;
        }

        ValueTask sleep = _outcomes.WaitAsync(outcomes); // before there is anything that could wake it
        using ITimer? timer = atMost == Timeout.InfiniteTimeSpan
            ? null
            : _connection.Options.TimeProvider.CreateTimer(static queue => ((OutcomeQueue)queue!).Wake(), _outcomes, atMost, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(static queue => ((OutcomeQueue)queue!).Wake(), _outcomes);
        await sleep.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
