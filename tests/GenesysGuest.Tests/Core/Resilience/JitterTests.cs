using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Waits that the server does not name are longer by a random part of up to half a second, so that many do not come back together.</summary>
public sealed class JitterTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(0, 1000, 2000, 4000)]
    [InlineData(0.998, 1499, 2499, 4499)]
    public async Task After_a_failure(double random, int first, int second, int third)
    {
        _server.Guests.Replies(Reply.Of(503), Reply.Of(500), Reply.ConnectFailure, Reply.Guest());

        DateTimeOffset start = _server.Clock.GetUtcNow();
        await CreateAsync(_server.Options with { Random = () => random }, retries: 3);

        Assert.Equal([0, first, first + second, first + second + third], _server.Guests.Requests.Select(request => (request.At - start).TotalMilliseconds));
    }

    [Theory]
    [InlineData(0, 1000, 2000, 4000)]
    [InlineData(0.998, 1499, 2499, 4499)]
    public async Task Before_a_probe(double random, int first, int second, int third)
    {
        DateTimeOffset start = _server.Clock.GetUtcNow();
        _server.Guests.Answers((_, index) => index < 12 ? Reply.Of(503) : Reply.Guest());

        await CreateAsync(_server.Options with { Random = () => random }, retries: 20, failuresBefore: 9);

        Assert.Equal(
            [.. Enumerable.Repeat(0, 10), first, first + second, first + second + third],
            _server.Guests.Requests.Select(request => (int)(request.At - start).TotalMilliseconds));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Unless_somebody_says_otherwise_it_is_another_each_time(int status)
    {
        _server.Guests.Answers((_, index) => index < 5 ? Reply.Of(status) : Reply.Guest());

        await CreateAsync(_server.Options with { Random = null }, retries: 5);

        DateTimeOffset[] times = [.. _server.Guests.Requests.Select(request => request.At)];
        TimeSpan[] parts = [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier).Select((wait, retry) => wait - TimeSpan.FromSeconds(1 << retry))];
        Assert.NotInRange(parts.Distinct().Count(), 0, 1); // two may be alike by chance: some waits are rounded to a millisecond
        Assert.All(parts, part => Assert.InRange(part, TimeSpan.Zero, TimeSpan.FromMilliseconds(500)));
    }

    private async Task CreateAsync(ConnectionOptions options, int retries, int failuresBefore = 0)
    {
        using Connection connection = _server.Connect(options);
        for (int i = 0; i < failuresBefore; i++)
        {
            await Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com"), maxRetryCount: 0));
        }

        await _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"), retries));
    }
}
