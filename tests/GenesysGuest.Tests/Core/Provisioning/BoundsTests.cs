using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>However many rows there are, few are in hand.</summary>
public class BoundsTests
{
    private const int Rows = 20_000;

    private readonly ScriptedServer _server = new();

    public BoundsTests() => _server.Guests.Replies(Reply.Guest());

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public async Task Rows_are_read_as_there_is_room_for_them(int throttle)
    {
        int read = 0;
        int taken = 0;
        int mostInHand = 0;
        int mostAhead = 0;
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = throttle });
        IEnumerable<GuestRow> rows = GeneratedRows.Take(Rows).Select(row =>
        {
            read++;
            mostAhead = Math.Max(mostAhead, read - taken);
            mostInHand = Math.Max(mostInHand, provisioner.InHand);
            return row;
        });

        await foreach (GuestOutcome outcome in provisioner.RunAsync(rows))
        {
            taken++;
            mostInHand = Math.Max(mostInHand, provisioner.InHand);
            Assert.NotNull(outcome.Guest);
        }

        Assert.Equal((Rows, Rows), (read, taken));
        Assert.InRange(mostInHand, 1, 2 * throttle);

        // Those in hand, the one for which room is made, and those that were taken out together to make it.
        Assert.InRange(mostAhead, 1, (2 * throttle) + 1);
    }

    [Fact]
    public async Task Who_does_not_take_results_cannot_add_rows()
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = 4 });
        for (int number = 1; number <= 8; number++)
        {
            Assert.True(provisioner.TryAdd(GeneratedRows.Row(number)));
        }

        Assert.False(provisioner.TryAdd(GeneratedRows.Row(9)));
        Assert.True(await provisioner.WaitAsync());
        Assert.True(provisioner.TryTake(out _));
        Assert.True(provisioner.TryAdd(GeneratedRows.Row(9)));
        Assert.False(provisioner.TryAdd(GeneratedRows.Row(10)));
        Assert.Equal(8, provisioner.InHand);
    }

    [Fact]
    public async Task Never_more_requests_are_under_way_than_were_asked_for()
    {
        _server.Guests.Answers((_, _) => Reply.Guest().After(Task.Run(() => { })));
        using Connection connection = _server.Connect();

        await Finished.RunAsync(connection, GeneratedRows.Take(2_000), new ProvisioningOptions { ThrottleLimit = 5 });

        Assert.InRange(_server.Guests.PeakUnderWay, 1, 5);
    }

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(1, null, true)]
    [InlineData(256, null, true)]
    [InlineData(257, null, false)]
    [InlineData(8, 0, false)]
    [InlineData(8, 1, true)]
    public void The_throttle_limit_is_1_to_256_and_the_limit_a_minute_1_or_more(int throttle, int? perMinute, bool isInRange)
    {
        using Connection connection = _server.Connect();

        Exception? refused = Record.Exception(() => new GuestProvisioner(connection, new ProvisioningOptions { ThrottleLimit = throttle, MaxRequestsPerMinute = perMinute }).Dispose());

        Assert.Equal(isInRange ? null : typeof(ArgumentOutOfRangeException), refused?.GetType());
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "CrmId")]
    public void What_only_a_journal_can_do_needs_a_journal(bool retryUnknown, string? identityColumn)
    {
        using Connection connection = _server.Connect();
        ProvisioningOptions options = new() { RetryUnknown = retryUnknown, IdentityColumn = identityColumn };

        Assert.Contains("require a journal", Assert.Throws<ArgumentException>(() => new GuestProvisioner(connection, options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-1, 0, false)]
    [InlineData(0, -1, false)]
    public void Neither_the_number_of_retries_nor_the_outage_timeout_is_negative(int retries, int outageMilliseconds, bool isInRange)
    {
        using Connection connection = _server.Connect();
        ProvisioningOptions options = new() { MaxRetryCount = retries, OutageTimeout = TimeSpan.FromMilliseconds(outageMilliseconds) }; // -1 ms is Timeout.InfiniteTimeSpan

        Exception? refused = Record.Exception(() => new GuestProvisioner(connection, options).Dispose());

        Assert.Equal(isInRange ? null : typeof(ArgumentOutOfRangeException), refused?.GetType());
    }
}
