using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>The address that a user copies from the browser's address bar is checked like one that arrives by itself.</summary>
public sealed class PastedAddressTests
{
    private readonly AuthorizationRequest _request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client-1");

    private string Good => $"http://127.0.0.1:8765/callback?code=c0de&state={_request.State}";

    [Fact]
    public void The_code_is_read() => Assert.Equal("c0de", Code(Good));

    [Fact]
    public void A_code_is_decoded() => Assert.Equal("a+b/c=d e", Code(Good.Replace("c0de", "a%2Bb%2Fc%3Dd+e", StringComparison.Ordinal)));

    [Fact]
    public void The_order_of_parameters_does_not_matter() =>
        Assert.Equal("c0de", Code($"http://127.0.0.1:8765/callback?state={_request.State}&code=c0de"));

    [Fact]
    public void Unknown_parameters_are_ignored() => Assert.Equal("c0de", Code($"{Good}&session_state=x&session_state=y&flag"));

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("'{0}'")]
    [InlineData("  {0}\r\n")]
    [InlineData(" \"{0}\" ")]
    [InlineData("\" {0} \"")]
    public void Quotes_and_white_space_around_it_are_taken_off(string form) => Assert.Equal("c0de", Code(Surround(form)));

    [Theory]
    [InlineData("`{0}`")]
    [InlineData("<{0}>")]
    [InlineData("\u201c{0}\u201d")]
    [InlineData("\ufeff{0}\u00a0")]
    public void So_is_what_mails_and_chats_put_around_it(string form) => Assert.Equal("c0de", Code(Surround(form)));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("  \r\n\t  ")]
    public void Line_breaks_inside_are_taken_out(string lineBreak)
    {
        for (int i = 1; i < Good.Length; i += 7)
        {
            Assert.Equal("c0de", Code(Good.Insert(i, lineBreak)));
        }
    }

    [Fact]
    public void HTML_is_undone() => Assert.Equal("c0de", Code(Good.Replace("&", "&amp;", StringComparison.Ordinal)));

    [Theory]
    [InlineData("https://127.0.0.1:8765/callback")]
    [InlineData("HTTPS://127.0.0.1:8765/callback")]
    [InlineData("127.0.0.1:8765/callback")]
    public void A_scheme_that_the_browser_replaced_or_left_out_is_understood(string start) =>
        Assert.Equal("c0de", Code($"{start}?code=c0de&state={_request.State}"));

    [Fact]
    public void A_blank_inside_is_named() =>
        Assert.Contains("white space in the parameter 'code'", Refusal(Good.Replace("c0de", "c0 de", StringComparison.Ordinal)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_host_is_named() => Assert.Contains(
        "It begins with 'http://localhost:8765'", Refusal($"http://localhost:8765/callback?code=c0de&state={_request.State}").Message, StringComparison.Ordinal);

    [Fact]
    public void A_fragment_is_ignored() => Assert.Equal("c0de", Code($"{Good}#_=_"));

    [Theory]
    [InlineData("http://127.0.0.1:8765")]
    [InlineData("http://127.0.0.1:8765/")]
    [InlineData("http://LocalHost:8765/callback")]
    [InlineData("http://127.0.0.1:80/callback")]
    [InlineData("https://app.example.com:443/callback?tenant=7")]
    public void A_redirect_URI_that_the_browser_writes_in_its_own_way_is_recognized(string redirectUri)
    {
        AuthorizationRequest request = AuthorizationRequest.Create(_request.Environment, "client-1", redirectUri);
        string shown = new Uri(redirectUri).AbsoluteUri;

        Assert.Equal("c0de", AuthorizationResponse.Parse(request, $"{shown}{(shown.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code=c0de&state={request.State}").Code);
    }

    [Theory]
    [InlineData("app:/callback", "app:/callback", true)]
    [InlineData("app:/other", "app:/callback", false)]
    [InlineData("127.0.0.1/callback", "http://127.0.0.1/callback", true)]
    [InlineData("https://127.0.0.1/callback", "http://127.0.0.1/callback", true)]
    [InlineData("http://app.example.com/callback", "https://app.example.com/callback", false)]
    public void Only_http_may_be_shown_as_https_and_only_a_scheme_with_a_host_left_out(string shown, string registered, bool expected) =>
        Assert.Equal(expected, GenesysGuest.SignIn.PastedAddress.IsSame(shown, registered));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c0de")]
    [InlineData("http://127.0.0.1:8765/callback")]
    [InlineData("http://127.0.0.1:8765/callback#code=c0de")]
    public void An_address_without_a_query_is_refused(string? address) => Assert.Equal(ErrorId.InvalidCallback, Refusal(address!).ErrorId);

    [Theory]
    [InlineData("http://127.0.0.1:8765/other")]
    [InlineData("http://127.0.0.1:8765/callback/")]
    [InlineData("http://127.0.0.1:8765/Callback")]
    [InlineData("http://127.0.0.1:8766/callback")]
    [InlineData("http://localhost:8765/callback")]
    [InlineData("ftp://127.0.0.1:8765/callback")]
    [InlineData("https://user@127.0.0.1:8765/callback")]
    [InlineData("user@127.0.0.1:8765/callback")]
    [InlineData("http://127.0.0.1:8765@evil.example/callback")]
    [InlineData("")]
    public void An_address_of_another_redirect_URI_is_refused(string start) =>
        Assert.Equal(ErrorId.InvalidCallback, Refusal($"{start}?code=c0de&state={_request.State}").ErrorId);

    [Theory]
    [InlineData("&code=c0de")]
    [InlineData("&code=other")]
    [InlineData("&c%6Fde=other")]
    [InlineData("&state=other")]
    [InlineData("&iss=https://usw2.pure.cloud&iss=https://usw2.pure.cloud")]
    public void A_parameter_that_stands_twice_is_refused(string repeated) =>
        Assert.Contains("twice", Refusal(Good + repeated).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%ff")]
    [InlineData("%c3")]
    [InlineData("%ed%a0%80")]
    [InlineData("é")]
    [InlineData("a\u0000b")]
    public void A_malformed_value_is_refused(string value) =>
        Assert.Contains("percent-encoding", Refusal($"{Good}&error_description={value}&y=1").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("utm=%zz")]
    [InlineData("%zz=1")]
    [InlineData("%ff")]
    [InlineData("utm=%E9&utm=%")]
    public void A_parameter_that_nobody_knows_is_ignored_though_it_cannot_be_decoded(string parameter) => Assert.Equal("c0de", Code($"{Good}&{parameter}"));

    [Fact]
    public void Neither_a_code_nor_an_error_is_refused() =>
        Assert.Equal(ErrorId.InvalidCallback, Refusal($"http://127.0.0.1:8765/callback?state={_request.State}").ErrorId);

    [Fact]
    public void An_empty_code_is_refused() =>
        Assert.Equal(ErrorId.InvalidCallback, Refusal($"http://127.0.0.1:8765/callback?code=&state={_request.State}").ErrorId);

    [Fact]
    public void Both_a_code_and_an_error_are_refused() => Assert.Equal(ErrorId.InvalidCallback, Refusal($"{Good}&error=access_denied").ErrorId);

    [Fact]
    public void The_code_stays_out_of_the_refusal() => Secrecy.AssertHidden(Refusal($"{Good}&error=access_denied"), "c0de");

    [Fact]
    public void A_refused_address_leaves_the_request_good_for_another()
    {
        Refusal($"{Good}&code=c0de");

        Assert.False(_request.IsUsed);
    }

    private string Surround(string form) => form.Replace("{0}", Good, StringComparison.Ordinal);

    private string Code(string address) => AuthorizationResponse.Parse(_request, address).Code;

    private SignInException Refusal(string address) => Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(_request, address));
}
