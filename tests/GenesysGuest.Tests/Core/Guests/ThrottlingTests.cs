using System.Globalization;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>408 and 429 are repeated up to the retry count: after Retry-After if it is given and bearable, else after growing waits.</summary>
public sealed class ThrottlingTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    public async Task A_throttled_request_is_repeated(int status)
    {
        await CreateAsync(Reply.Of(status), Reply.Guest());

        Assert.Equal(2, _server.Guests.Count);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 1)] // the back-off is longer: no invitation to a storm
    [InlineData("2.5", 2.5)]
    [InlineData("180", 180)]
    [InlineData("Wed, 02 Jan 2030 12:00:42 GMT", 42)]
    public async Task The_wait_is_the_servers_or_the_back_off_whichever_is_longer(string retryAfter, double seconds)
    {
        await CreateAsync(Reply.Of(429, ("Retry-After", retryAfter)), Reply.Guest());

        Assert.Equal([TimeSpan.FromSeconds(seconds)], Waits());
    }

    [Fact]
    public async Task A_date_is_read_by_the_servers_clock()
    {
        await CreateAsync(Reply.Of(429, ("Retry-After", "Thu, 03 Jan 2030 12:00:42 GMT"), ("Date", "Thu, 03 Jan 2030 12:00:00 GMT")), Reply.Guest());

        Assert.Equal([TimeSpan.FromSeconds(42)], Waits());
    }

    [Theory]
    [InlineData(0, 1000, 2000, 4000)]
    [InlineData(0.5, 1250, 2250, 4250)]
    [InlineData(0.998, 1499, 2499, 4499)]
    public async Task Without_one_the_waits_double_and_vary_by_half_a_second(double random, int first, int second, int third)
    {
        await CreateAsync(_server.Options with { Random = () => random }, Reply.Of(429), Reply.Of(429), Reply.Of(429), Reply.Guest());

        Assert.Equal([first, second, third], Waits().Select(wait => wait.TotalMilliseconds));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    public async Task An_unusable_wait_is_as_good_as_none(string retryAfter)
    {
        await CreateAsync(Reply.Of(429, ("Retry-After", retryAfter)), Reply.Guest());

        Assert.Equal([TimeSpan.FromSeconds(1)], Waits());
    }

    [Fact]
    public async Task Every_repetition_sends_the_same()
    {
        await CreateAsync(Reply.Of(429), Reply.Of(429), Reply.Guest());

        Assert.Single(_server.Guests.Requests.Select(request => request.Body).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task There_are_as_many_repetitions_as_asked_for(int retries)
    {
        await FailAsync(Reply.Of(429), retries);

        Assert.Equal(retries + 1, _server.Guests.Count);
    }

    [Fact]
    public async Task A_request_that_stays_throttled_is_an_error() => Assert.Equal(ErrorId.RateLimited, (await FailAsync(Reply.Of(429))).ErrorId);

    [Theory]
    [InlineData("181")]
    [InlineData("180.001")]
    [InlineData("86400")]
    [InlineData("Thu, 03 Jan 2030 00:00:00 GMT")]
    public async Task A_wait_beyond_the_longest_fails_at_once(string retryAfter)
    {
        await FailAsync(Reply.Of(429, ("Retry-After", retryAfter)));

        Assert.Equal(1, _server.Guests.Count);
    }

    [Theory]
    [InlineData("86400", "2030-01-03 12:00:00Z", "24 hours")]
    [InlineData("Thu, 03 Jan 2030 00:00:00 GMT", "2030-01-03 00:00:00Z", "12 hours")]
    [InlineData("600", "2030-01-02 12:10:00Z", "10 minutes")]
    public async Task The_error_says_when_to_come_back(string retryAfter, string time, string wait) => Assert.StartsWith(
        $"Try again after {time}, in {wait}.", (await FailAsync(Reply.Of(429, ("Retry-After", retryAfter)))).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public async Task The_time_to_come_back_is_written_the_same_everywhere(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture); // flows with this test alone

        Assert.StartsWith(
            "Try again after 2030-01-02 12:10:00Z, in 10 minutes.", (await FailAsync(Reply.Of(429, ("Retry-After", "600")))).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_keeps_the_wait() =>
        Assert.Equal(TimeSpan.FromDays(1), (await FailAsync(Reply.Of(429, ("Retry-After", "86400")))).RetryAfter);

    [Fact]
    public async Task The_longest_wait_can_be_set()
    {
        await CreateAsync(_server.Options with { MaxRetryAfter = TimeSpan.FromDays(2) }, Reply.Of(429, ("Retry-After", "86400")), Reply.Guest());

        Assert.Equal([TimeSpan.FromDays(1)], Waits());
    }

    [Fact]
    public async Task Whoever_watches_is_told_of_each_repetition()
    {
        List<Diagnostic> told = [];
        _server.Guests.Replies(Reply.Of(429, ("Retry-After", "2.5"), ("ININ-Correlation-Id", "c-7")), Reply.Guest());
        using Connection connection = _server.Connect();

        await _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"), log: told.Add));

        Assert.Equal([new Diagnostic(DiagnosticLevel.Verbose, "HTTP 429, correlation id c-7. Retry 1 of 3 in 2.5 s.")], told);
    }

    [Fact]
    public async Task A_cancelled_wait_sends_nothing_more()
    {
        _server.Guests.Replies(Reply.Of(429));
        using Connection connection = _server.Connect();
        using CancellationTokenSource cancellation = new();
        Task<Guest> create = connection.CreateGuestAsync(new("Ada", "ada@example.com"), cancellationToken: cancellation.Token);
        await _server.Clock.WaitForTimersAsync(1);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => create);

        Assert.Equal(1, _server.Guests.Count);
    }

    private TimeSpan[] Waits()
    {
        DateTimeOffset[] times = [.. _server.Guests.Requests.Select(request => request.At)];
        return [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
    }

    private Task<Guest> CreateAsync(params Reply[] replies) => CreateAsync(_server.Options, replies);

    private async Task<Guest> CreateAsync(ConnectionOptions options, params Reply[] replies)
    {
        _server.Guests.Replies(replies);
        using Connection connection = _server.Connect(options);
        return await _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com")));
    }

    private async Task<ProvisioningException> FailAsync(Reply reply, int retries = 3)
    {
        _server.Guests.Replies(reply);
        using Connection connection = _server.Connect();
        return await Assert.ThrowsAsync<ProvisioningException>(
            () => _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"), retries)));
    }
}
