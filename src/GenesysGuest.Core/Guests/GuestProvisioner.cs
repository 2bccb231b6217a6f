using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace GenesysGuest;

/// <summary>Creates many guests: rows go in one by one, outcomes come out as they are decided. Memory does not grow with the number of rows.</summary>
/// <remarks>
/// One thread feeds it and takes from it in turn: <see cref="TryAdd"/> says no when enough rows are in hand, and an outcome taken makes room for a row.
/// Nothing is queued without bound, and neither side can wait for the other for ever.
/// </remarks>
public sealed class GuestProvisioner : IDisposable
{
    private readonly Channel<GuestRow> _rows = Channel.CreateUnbounded<GuestRow>(new() { SingleWriter = true });
    private readonly OutcomeQueue _outcomes = new();
    private readonly Connection _connection;
    private readonly GuestProvisioningOptions _options;
    private readonly ProvisioningJournal? _journal;
    private readonly RowWorker _worker;
    private readonly int _capacity;
    private readonly long _start;
    private int _inHand;
    private int _workers;
    private long _created;
    private long _failed;
    private bool _isComplete;

    /// <summary>Starts with nothing in hand.</summary>
    /// <param name="connection">The connection to create guests with; it is not disposed of.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">The throttle limit is not 1 to 256, or the limit of requests is not positive.</exception>
    /// <exception cref="ArgumentException">Unknown rows are to be retried, and there is no journal.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public GuestProvisioner(Connection connection, GuestProvisioningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _options = options ?? new GuestProvisioningOptions();
        if (_options.ThrottleLimit is < 1 or > 256 || _options.MaxRequestsPerMinute is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The throttle limit is 1 to 256; the limit of requests a minute is 1 or more.");
        }

        if (_options is { RetryUnknown: true, JournalPath: null })
        {
            throw new ArgumentException("Only a journal knows of rows whose outcome is unknown: give JournalPath with RetryUnknown.", nameof(options));
        }

        _capacity = 2 * _options.ThrottleLimit;
        TimeProvider time = connection.Options.TimeProvider;
        _start = time.GetTimestamp();
        _journal = _options.JournalPath is { } path
            ? new ProvisioningJournal(path, connection.Environment.GuestsUri, _options.RetryUnknown, time, _options.Log)
            : null;
        _worker = new RowWorker(connection, _options, _journal, _rows.Reader, _outcomes);
    }

    /// <summary>Rows that were added and whose outcomes were not taken yet.</summary>
    public int InHand => _inHand;

    /// <summary>What was handed out so far.</summary>
    public ProvisioningSummary Summary => new(_created, _failed, _connection.Options.TimeProvider.GetElapsedTime(_start));

    /// <summary>What ended the work before its end: an outage that lasted, a session that ran out, a full disk. Null while nothing did.</summary>
    public GenesysException? End => _worker.End;

    /// <summary>How long everyone waits for the server's request limit; zero if nobody does.</summary>
    public TimeSpan LimitWait => _connection.Guests.LimitWait;

    /// <summary>How long the service has been taken to be down; zero while it is not.</summary>
    public TimeSpan OutageDuration => _connection.Guests.OutageDuration;

    /// <summary>Takes a row, if there is room for it.</summary>
    /// <param name="row">The row.</param>
    /// <returns>False: take an outcome first.</returns>
    public bool TryAdd(GuestRow row)
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
        if (_workers < _options.ThrottleLimit && _workers < _inHand)
        {
            _workers++;
            _ = Task.Run(_worker.WorkAsync, CancellationToken.None);
        }

        return _rows.Writer.TryWrite(row);
    }

    /// <summary>Takes an outcome, if one is ready.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake([NotNullWhen(true)] out GuestOutcome? outcome)
    {
        if (!_outcomes.TryTake(out outcome))
        {
            return false;
        }

        _inHand--;
        _ = outcome.Guest is null ? _failed++ : _created++;
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
    public void Stop() => _worker.Stop();

    /// <summary>Stops; with a journal, gives what is under way some time to be written there. Outcomes not taken are dropped.</summary>
    /// <param name="grace">How long to wait for answers.</param>
    /// <returns>When nothing is under way any more.</returns>
    public async Task StopAsync(TimeSpan grace)
    {
        Complete();
        Stop();
        if (_journal is null)
        {
            _worker.GiveUp();
        }

        using ITimer timer = _connection.Options.TimeProvider.CreateTimer(_ => _worker.GiveUp(), state: null, grace, Timeout.InfiniteTimeSpan);
        while (await WaitAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (TryTake(out _))
            {
            }
        }
    }

    /// <summary>How far the work has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Summary.ToString();

    /// <summary>Gives up on what is under way, too: its outcome is unknown.</summary>
    public void Dispose()
    {
        Complete();
        _worker.Dispose();
        _journal?.Dispose();
    }

    /// <summary>Creates a guest of each row.</summary>
    /// <param name="rows">The rows, read as there is room for them.</param>
    /// <param name="cancellationToken">Stops sending and taking rows, gives up on what is under way; the outcomes of the rows in hand still come.</param>
    /// <returns>The outcomes as they are decided: exactly one for each row that was read.</returns>
    /// <exception cref="GenesysException">What ended the work before its end, after the outcomes of all rows in hand.</exception>
    public async IAsyncEnumerable<GuestOutcome> RunAsync(IEnumerable<GuestRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(_worker.GiveUp);
        using IEnumerator<GuestRow> source = rows.GetEnumerator();
        ExceptionDispatchInfo? fault = null;
        while (!_worker.IsStopped && Next(source, ref fault) is { } row)
        {
            while (!TryAdd(row))
            {
                await WaitAsync(CancellationToken.None).ConfigureAwait(false);
                while (TryTake(out GuestOutcome? outcome))
                {
                    yield return outcome;
                }
            }
        }

        Complete();
        while (await WaitAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (TryTake(out GuestOutcome? outcome))
            {
                yield return outcome;
            }
        }

        fault?.Throw();
        if (End is { } end)
        {
            throw end;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    // What the source throws must wait: tokens are in hand.
    private static GuestRow? Next(IEnumerator<GuestRow> source, ref ExceptionDispatchInfo? fault)
    {
        try
        {
            return source.MoveNext() ? source.Current : null;
        }
        catch (Exception exception)
        {
            fault = ExceptionDispatchInfo.Capture(exception);
            return null;
        }
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    private async ValueTask<bool> WaitAsync(int outcomes, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_inHand == 0)
        {
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
