using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Who takes outcomes can wait for one, or for several together, but not longer than is said.</summary>
public sealed class WaitTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ScriptedServer _server = new();
    private readonly Connection _connection;
    private readonly GuestProvisioner _provisioner;

    public WaitTests()
    {
        _server.Guests.Replies(Reply.Guest().After(_first.Task), Reply.Guest().After(_rest.Task));
        _connection = _server.Connect();
        _provisioner = new GuestProvisioner(_connection, new ProvisioningOptions { ThrottleLimit = 4 });
    }

    public void Dispose()
    {
        _provisioner.Dispose();
        _connection.Dispose();
        _cancellation.Dispose();
    }

    [Fact]
    public async Task Nobody_waits_when_nothing_is_in_hand() => Assert.False(await _provisioner.WaitAsync(AtMost));

    [Fact]
    public async Task One_outcome_is_enough_when_one_is_waited_for()
    {
        Add(4);
        Task<bool> wait = _provisioner.WaitAsync().AsTask();

        _first.SetResult();

        Assert.True(await wait.WaitAsync(Limit));
        Assert.True(_provisioner.TryTake(out _));
    }

    [Fact]
    public async Task Several_are_waited_for_together()
    {
        Add(5);
        Task<bool> wait = _provisioner.WaitAsync(AtMost).AsTask();
        _first.SetResult();
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 5); // the first is decided, and its worker has gone on
        Assert.False(wait.IsCompleted);

        _rest.SetResult();

        Assert.True(await wait.WaitAsync(Limit));
        Assert.True(_provisioner.TryTake(out _));
        Assert.True(_provisioner.TryTake(out _));
    }

    [Fact]
    public async Task When_the_time_is_up_fewer_are_enough()
    {
        Add(4);
        Task<bool> wait = _provisioner.WaitAsync(AtMost).AsTask();
        _first.SetResult();

        _server.Clock.Advance(AtMost);

        Assert.True(await wait.WaitAsync(Limit));
    }

    [Fact]
    public async Task The_last_row_is_not_waited_for_in_vain()
    {
        Add(1);
        Task<bool> wait = _provisioner.WaitAsync(AtMost).AsTask();

        _first.SetResult();

        Assert.True(await wait.WaitAsync(Limit));
        Assert.True(_provisioner.TryTake(out _));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        Add(4);
        Task<bool> wait = _provisioner.WaitAsync(AtMost, _cancellation.Token).AsTask();

        await _cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Limit));
    }

    [Fact]
    public async Task Who_has_cancelled_before_does_not_wait()
    {
        Add(4);
        await _cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _provisioner.WaitAsync(_cancellation.Token).AsTask().WaitAsync(Limit));
    }

    private void Add(int rows) => Assert.All(ManyRows.Make(rows), row => Assert.True(_provisioner.TryAdd(row)));
}
