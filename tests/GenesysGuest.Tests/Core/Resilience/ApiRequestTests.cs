using GenesysGuest.Resilience;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>What a request carries from attempt to attempt.</summary>
public sealed class ApiRequestTests
{
    private readonly List<string> _said = [];

    [Fact]
    public void Each_token_that_it_bore_stays_one_of_its_secrets()
    {
        ApiRequest request = Request(subject: null);

        request.AddToken(new BearerToken("at-1"));
        request.AddToken(new BearerToken("at-2"));
        request.AddToken(new BearerToken("at-1"));

        Assert.Equal(["at-1", "at-2"], request.Credentials);
    }

    [Theory]
    [InlineData(null, "sent again")]
    [InlineData("row 7", "row 7: sent again")]
    public void A_log_line_says_whose_request_it_is(string? subject, string expected)
    {
        Request(subject).Log(DiagnosticLevel.Verbose, () => "sent again");

        Assert.Equal(expected, Assert.Single(_said));
    }

    [Fact]
    public void A_GET_has_no_body_and_each_POST_a_new_one()
    {
        ApiRequest get = new("guests endpoint", new Uri("https://usw2.pure.cloud/"), default, ApiRequest.Json) { Method = HttpMethod.Get };
        ApiRequest post = Request(subject: null);

        Assert.Null(get.NewBody());
        Assert.NotSame(post.NewBody(), post.NewBody());
    }

    private ApiRequest Request(string? subject) =>
        new("guests endpoint", new Uri("https://usw2.pure.cloud/"), default, ApiRequest.Json) { Subject = subject, Watcher = diagnostic => _said.Add(diagnostic.Message) };
}
