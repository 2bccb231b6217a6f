using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>What an attempt means for the question whether it is sent again.</summary>
public sealed class RepeatPolicyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(180);

    private readonly RepeatPolicy _policy = new(new Backoff(() => 0), Longest);

    [Theory]
    [InlineData(201, nameof(AttemptKind.Final))]
    [InlineData(400, nameof(AttemptKind.Final))]
    [InlineData(408, nameof(AttemptKind.Throttled))]
    [InlineData(429, nameof(AttemptKind.Throttled))]
    [InlineData(499, nameof(AttemptKind.Final))]
    [InlineData(500, nameof(AttemptKind.Outage))]
    [InlineData(503, nameof(AttemptKind.Outage))]
    public void A_status_has_its_kind(int status, string kind) => Assert.Equal(kind, $"{RepeatPolicy.KindOf(Answered(status))}");

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    [InlineData(504, true)]
    [InlineData(505, false)]
    [InlineData(519, false)]
    [InlineData(520, true)]
    [InlineData(527, true)]
    [InlineData(528, false)]
    [InlineData(201, false)]
    public void Who_gave_up_in_the_middle_may_have_acted(int status, bool expected) => Assert.Equal(expected, RepeatPolicy.MayHaveActed(Request(), Answered(status)));

    [Fact]
    public void Whose_answer_was_lost_may_have_acted_and_who_was_never_reached_has_not()
    {
        Assert.True(RepeatPolicy.MayHaveActed(Request(), new Attempt(ResponseFailure: new IOException())));
        Assert.False(RepeatPolicy.MayHaveActed(Request(), new Attempt(ConnectFailure: new IOException())));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_success_that_was_cut_off_is_as_good_as_none_where_all_of_it_is_needed(bool needsWhole, bool expected)
    {
        Attempt cut = Answered(200, completeness: BodyCompleteness.Truncated);

        Assert.Equal(expected, RepeatPolicy.MayHaveActed(Request(needsWhole: needsWhole), cut));
        Assert.Equal(expected, _policy.MayRepeat(Request(Repeatable.Always, needsWhole), cut));
    }

    /// <summary>What came, and from which terms on it is sent again; null: on none.</summary>
    public static TheoryData<string, string?> Terms => new()
    {
        { "408", nameof(Repeatable.IfNotActedOn) },
        { "429", nameof(Repeatable.IfNotActedOn) },
        { "unreached", nameof(Repeatable.IfNotActedOn) },
        { "limit", nameof(Repeatable.IfNotActedOn) },
        { "500", nameof(Repeatable.AfterServerFailure) },
        { "503", nameof(Repeatable.AfterServerFailure) },
        { "lost", nameof(Repeatable.Always) },
        { "200", null },
        { "400", null },
        { "404", null },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void It_is_sent_again_on_the_terms_that_its_answer_asks_for(string came, string? from)
    {
        Attempt attempt = came switch
        {
            "unreached" => new(ConnectFailure: new IOException()),
            "lost" => new(ResponseFailure: new IOException()),
            "limit" => Answered(409),
            _ => Answered(int.Parse(came, System.Globalization.CultureInfo.InvariantCulture)),
        };

        Assert.Equal(
            Enum.GetValues<Repeatable>().Where(terms => from is not null && terms >= Enum.Parse<Repeatable>(from)),
            Enum.GetValues<Repeatable>().Where(terms => _policy.MayRepeat(Request(terms), attempt)));
    }

    [Theory]
    [InlineData(180, true)]
    [InlineData(180.001, false)]
    public void Nobody_waits_longer_than_the_longest_wait(double retryAfter, bool expected) =>
        Assert.Equal(expected, _policy.MayRepeat(Request(Repeatable.Always), Answered(503, TimeSpan.FromSeconds(retryAfter))));

    [Theory]
    [InlineData(429, null, 1.0)]
    [InlineData(429, 0.5, 1.0)]
    [InlineData(429, 7.0, 7.0)]
    [InlineData(503, 7.0, null)]
    [InlineData(201, null, null)]
    public void After_a_429_everyone_stops_for_the_longer_of_its_wait_and_the_backoff(int status, double? retryAfter, double? seconds) => Assert.Equal(
        seconds, _policy.ClosedFor(Request(), Answered(status, retryAfter is { } after ? TimeSpan.FromSeconds(after) : null))?.TotalSeconds);

    [Fact]
    public void Without_a_breaker_nothing_is_everybodys() => Assert.False(_policy.IsForAll(Answered(503)));

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, false)]
    public void A_refused_token_is_a_401(int status, bool expected) => Assert.Equal(expected, RepeatPolicy.IsTokenRefused(Answered(status)));

    private static Attempt Answered(int status, TimeSpan? retryAfter = null, BodyCompleteness completeness = BodyCompleteness.Whole) =>
        new(new Response((HttpStatusCode)status, Body: default, completeness, RawCorrelationId: null, retryAfter, Limit: null));

    private static ApiRequest Request(Repeatable repeatable = Repeatable.IfNotActedOn, bool needsWhole = false) =>
        new("guests endpoint", new Uri("https://usw2.pure.cloud/"), default, ApiRequest.Json)
        {
            Repeatable = repeatable,
            NeedsWholeResponse = needsWhole,
            IsThrottled = static response => response.Status == HttpStatusCode.Conflict,
        };
}
