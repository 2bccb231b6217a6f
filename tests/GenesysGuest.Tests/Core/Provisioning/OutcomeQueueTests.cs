using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Outcomes are never lost between many workers and one sleeping reader, and the reader sleeps until it is worth getting up.</summary>
public sealed class OutcomeQueueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly OutcomeQueue _queue = new();

    [Fact]
    public void In_an_empty_queue_there_is_nothing() => Assert.False(_queue.TryTake(out _));

    [Fact]
    public void What_was_put_in_first_comes_out_first()
    {
        Add(1);
        Add(2);

        Assert.True(_queue.TryTake(out ProvisioningOutcome? first));
        Assert.True(_queue.TryTake(out ProvisioningOutcome? second));
        Assert.Equal((1, 2), (first.Row.Number, second.Row.Number));
    }

    [Fact]
    public void Nobody_waits_for_what_is_there()
    {
        Add(1);
        Add(2);

        Task wait = _queue.WaitAsync(2).AsTask();

        Assert.True(wait.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_reader_sleeps_until_there_are_enough()
    {
        Task sleep = _queue.WaitAsync(3).AsTask();
        Add(1);
        Add(2);
        Assert.False(sleep.IsCompleted);

        Add(3);

        await sleep.WaitAsync(Limit);
    }

    [Fact]
    public async Task The_reader_can_be_woken_before()
    {
        Task sleep = _queue.WaitAsync(3).AsTask();
        Add(1);

        _queue.Wake();

        await sleep.WaitAsync(Limit);
    }

    [Fact]
    public async Task To_wake_nobody_leaves_the_next_sleep_alone()
    {
        _queue.Wake();

        Task sleep = _queue.WaitAsync(1).AsTask();

        Assert.False(sleep.IsCompleted);
        Add(1);
        await sleep.WaitAsync(Limit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Nothing_is_lost_and_nobody_sleeps_for_ever(int wanted)
    {
        const int workers = 4;
        const int each = 50_000;
        HashSet<long> taken = [];
        Task writing = Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() =>
        {
            for (int number = 0; number < each; number++)
            {
                Add((worker * each) + number);
            }
        })));

        while (taken.Count < workers * each)
        {
            await _queue.WaitAsync(Math.Min(wanted, (workers * each) - taken.Count)).AsTask().WaitAsync(Limit);
            while (_queue.TryTake(out ProvisioningOutcome? outcome))
            {
                Assert.True(taken.Add(outcome.Row.Number));
            }
        }

        await writing;
    }

    private void Add(long number) => _queue.Add(new GuestOutcome(new GuestRow(number, new GuestRequest("A", "a@example.com")), new Verdict(new ProvisioningException(ErrorId.NotAttempted, "", ""))));
}
