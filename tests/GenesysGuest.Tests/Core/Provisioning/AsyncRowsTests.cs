using System.Runtime.CompilerServices;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Rows that come in their own time: from a database, a queue, a page at a time.</summary>
public sealed class AsyncRowsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ScriptedServer _server = new();
    private readonly Connection _connection;
    private readonly GuestProvisioner _provisioner;
    private readonly List<GuestOutcome> _outcomes = [];
    private readonly TaskCompletionSource _pause = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isLeft;

    public AsyncRowsTests()
    {
        _server.Guests.Replies(Reply.Guest());
        _connection = _server.Connect();
        _provisioner = new GuestProvisioner(_connection, new ProvisioningOptions { ThrottleLimit = 4 });
    }

    public void Dispose()
    {
        _provisioner.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public async Task Each_row_has_its_outcome()
    {
        _pause.SetResult();

        await CollectAsync(Rows(100));

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long)number), _outcomes.Select(outcome => outcome.Row.Number).Order());
        Assert.All(_outcomes, outcome => Assert.NotNull(outcome.Guest));
        Assert.True(_isLeft);
    }

    [Fact]
    public async Task What_is_decided_comes_out_while_the_next_row_is_on_its_way()
    {
        Task run = CollectAsync(Rows(4, pauseAfter: 3));

        await Eventually.IsTrueAsync(() => _outcomes.Count == 3);
        Assert.False(run.IsCompleted);
        _pause.SetResult();
        await run.WaitAsync(Limit);

        Assert.Equal(4, _outcomes.Count);
    }

    [Fact]
    public async Task What_the_source_throws_comes_after_the_outcomes_of_the_rows_before_it()
    {
        _pause.SetException(new InvalidDataException("The table is gone."));

        Exception fault = await Assert.ThrowsAsync<InvalidDataException>(() => CollectAsync(Rows(4, pauseAfter: 3)).WaitAsync(Limit));

        Assert.Equal("The table is gone.", fault.Message);
        Assert.Equal(3, _outcomes.Count);
    }

    [Fact]
    public async Task Cancelling_ends_a_source_that_waits()
    {
        using CancellationTokenSource stop = new();
        Task run = CollectAsync(Rows(4, pauseAfter: 3), stop.Token);
        await Eventually.IsTrueAsync(() => _outcomes.Count == 3);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Limit));
        Assert.True(_isLeft);
    }

    [Fact]
    public async Task What_ends_the_work_ends_a_source_that_waits_and_is_what_is_thrown()
    {
        _server.Guests.Replies(Reply.Of(404));

        GenesysException end = await Assert.ThrowsAnyAsync<GenesysException>(() => CollectAsync(Rows(9, pauseAfter: 8)).WaitAsync(Limit));

        Assert.Same(_provisioner.End, end);
        Assert.Equal(8, _outcomes.Count);
        Assert.True(_isLeft);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // a source that throws when it is cancelled
    public async Task Who_takes_no_more_outcomes_leaves_the_source_as_well(bool isFaulty)
    {
        await foreach (GuestOutcome outcome in _provisioner.RunAsync(isFaulty ? Faulty(2, pauseAfter: 1) : Rows(2, pauseAfter: 1)))
        {
            Assert.NotNull(outcome.Guest);
            break;
        }

        Assert.True(_isLeft);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // a source that throws when it is cancelled
    public async Task Stopping_ends_a_source_that_waits_with_nothing_in_hand(bool isFaulty)
    {
        Task run = CollectAsync(isFaulty ? Faulty(4, pauseAfter: 3) : Rows(4, pauseAfter: 3));
        await Eventually.IsTrueAsync(() => _outcomes.Count == 3);

        _provisioner.Stop();
        await run.WaitAsync(Limit);

        Assert.Equal(3, _outcomes.Count);
        Assert.True(_isLeft);
    }

    [Fact]
    public async Task A_row_that_comes_while_others_are_in_progress_is_sent_at_once()
    {
        TaskCompletionSource second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Guests.Answers((request, index) =>
        {
            if (index == 1)
            {
                second.SetResult();
            }

            return Reply.Guest(request, index).After(second.Task);
        });
        Task run = CollectAsync(Rows(2, pauseAfter: 1));
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 1);

        _pause.SetResult();
        await run.WaitAsync(Limit);

        Assert.Equal(2, _outcomes.Count);
    }

    [Fact]
    public async Task A_stopped_run_reads_no_row()
    {
        int read = 0;
        _provisioner.Stop();

        await foreach (GuestOutcome outcome in _provisioner.RunAsync(ManyRows.Make(3).Select(Read)))
        {
            _outcomes.Add(outcome);
        }

        Assert.Equal(0, read);
        Assert.Empty(_outcomes);

        GuestRow Read(GuestRow row)
        {
            read++;
            return row;
        }
    }

    [Fact]
    public async Task A_closed_connection_ends_a_source_that_waits_with_nothing_in_hand()
    {
        Task run = CollectAsync(Rows(4, pauseAfter: 3));
        await Eventually.IsTrueAsync(() => _outcomes.Count == 3);

        _connection.Dispose();

        Assert.Equal(ErrorId.NotConnected, (await Assert.ThrowsAsync<SignInException>(() => run.WaitAsync(Limit))).ErrorId);
        Assert.True(_isLeft);
    }

    private async Task CollectAsync(IAsyncEnumerable<GuestRow> rows, CancellationToken cancellationToken = default)
    {
        await foreach (GuestOutcome outcome in _provisioner.RunAsync(rows, cancellationToken))
        {
            _outcomes.Add(outcome);
        }
    }

    private async IAsyncEnumerable<GuestRow> Faulty(int count, int pauseAfter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using CancellationTokenRegistration faulty = cancellationToken.Register(() => throw new InvalidDataException("The table is gone."));
        await foreach (GuestRow row in Rows(count, pauseAfter, cancellationToken))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<GuestRow> Rows(int count, int pauseAfter = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (GuestRow row in ManyRows.Make(count))
            {
                if (row.Number == pauseAfter + 1)
                {
                    await _pause.Task.WaitAsync(cancellationToken);
                }

                yield return row;
            }
        }
        finally
        {
            _isLeft = true;
        }
    }
}
