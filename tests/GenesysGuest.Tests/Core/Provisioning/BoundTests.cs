using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>However many rows there are, only so many are in hand, and only so many requests are under way.</summary>
public sealed class BoundTests : IDisposable
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ScriptedServer _server = new();
    private readonly Connection _connection;
    private readonly GuestProvisioner _provisioner;

    public BoundTests()
    {
        _server.Guests.Replies(Reply.Guest().After(_gate.Task));
        _connection = _server.Connect();
        _provisioner = new GuestProvisioner(_connection, new ProvisioningOptions { ThrottleLimit = 4 });
    }

    public void Dispose()
    {
        _provisioner.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public void Twice_the_throttle_limit_is_taken_in_hand() => Assert.Equal(8, ManyRows.Make(100).TakeWhile(_provisioner.TryAdd).Count());

    [Fact]
    public void What_is_in_hand_is_counted()
    {
        Assert.Equal(8, ManyRows.Make(100).TakeWhile(_provisioner.TryAdd).Count());

        Assert.Equal(8, _provisioner.InHand);
    }

    [Fact]
    public async Task An_outcome_taken_makes_room_for_a_row()
    {
        Assert.Equal(8, ManyRows.Make(100).TakeWhile(_provisioner.TryAdd).Count());
        _gate.SetResult();
        await _provisioner.WaitAsync();
        _provisioner.TryTake(out _);

        Assert.True(_provisioner.TryAdd(ManyRows.Make(1).Single()));
    }

    [Fact]
    public async Task With_nothing_in_hand_there_is_nothing_to_wait_for() => Assert.False(await _provisioner.WaitAsync());

    [Fact]
    public async Task As_many_requests_are_under_way_as_the_throttle_limit_permits()
    {
        Task<(List<GuestOutcome>, Exception?)> run = _provisioner.CollectAsync(ManyRows.Make(50));
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 4);
        _gate.SetResult();
        await run;

        Assert.Equal(4, _server.Guests.PeakUnderWay);
    }

    [Fact]
    public async Task Rows_are_read_as_there_is_room_for_them()
    {
        _gate.SetResult();
        int read = 0;
        int taken = 0;
        int most = 0;
        IEnumerable<GuestRow> rows = ManyRows.Make(200).Select(row =>
        {
            most = Math.Max(most, ++read - taken);
            return row;
        });

        await foreach (GuestOutcome _ in _provisioner.RunAsync(rows))
        {
            taken++;
        }

        Assert.InRange(most, 1, 9);
    }

    [Fact]
    public async Task No_row_is_taken_after_the_last()
    {
        _gate.SetResult();
        await _provisioner.CollectAsync(ManyRows.Make(3));

        Assert.Throws<InvalidOperationException>(() => _provisioner.TryAdd(ManyRows.Make(1).Single()));
    }
}
