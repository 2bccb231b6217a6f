using System.Net;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>What came of sending once.</summary>
public sealed class AttemptTests
{
    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public void A_success_is_a_status_of_two_hundred_and_something(int status, bool expected) => Assert.Equal(expected, Answer(status).IsSuccess);

    [Theory]
    [InlineData(401, true)]
    [InlineData(407, false)]
    public void What_a_proxy_refused_never_left(int status, bool expected) => Assert.Equal(expected, new Attempt(Answer(status)).HasLeft);

    [Fact]
    public void What_was_lost_has_left_and_what_was_not_sent_has_not()
    {
        Assert.True(new Attempt(ResponseFailure: new IOException()).HasLeft);
        Assert.False(new Attempt(ConnectFailure: new IOException()).HasLeft);
    }

    [Fact]
    public void A_correlation_id_shows_no_secret_and_no_control_character() =>
        Assert.Equal("c *** 7", (Answer(200, "c s3cret\n7") with { Credentials = ["s3cret"] }).CorrelationId);

    private static Response Answer(int status, string? correlationId = null) =>
        new((HttpStatusCode)status, Body: default, BodyCompleteness.Whole, correlationId, RetryAfter: null, Limit: null);
}
