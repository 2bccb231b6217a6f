namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>The address that a browser is sent to (RFC 6749 §4.1.1, RFC 7636 §4.3).</summary>
public sealed class AuthorizationRequestTests
{
    private static readonly GenesysEnvironment Usw2 = GenesysEnvironment.Parse("usw2.pure.cloud");

    [Fact]
    public void The_address_is_the_authorize_endpoint() =>
        Assert.Equal("https://usw2.pure.cloud/api/v2/oauth/authorize", Create().Uri.GetLeftPart(UriPartial.Path));

    [Fact]
    public void The_address_has_the_parameters_of_the_contract_and_no_others() => Assert.Equal(
        "response_type client_id redirect_uri scope code_challenge code_challenge_method state",
        string.Join(' ', Parameters(Create()).Select(parameter => parameter.Key)));

    [Fact]
    public void What_the_sign_in_page_is_told_comes_after_them() => Assert.EndsWith(
        "&org=contoso&provider=okta&login_hint=ada%40example.com%3Acontoso&prompt=login",
        AuthorizationRequest.Create(
            Usw2, "client-1", options: new() { Organization = "contoso", Provider = " okta ", LoginHint = "ada@example.com:contoso", ForceLogin = true }).ToString(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("contoso", null)]
    [InlineData(" ", "okta")]
    public void An_organization_without_a_provider_is_refused_and_the_other_way_round(string? organization, string? provider) =>
        Assert.Throws<ArgumentException>(() => AuthorizationRequest.Create(Usw2, "client-1", options: new() { Organization = organization, Provider = provider }));

    [Theory]
    [InlineData("response_type", "code")]
    [InlineData("client_id", "client-1")]
    [InlineData("redirect_uri", "http://127.0.0.1:8765/callback")]
    [InlineData("scope", "webmessaging:guest:create externalusers:write")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("code_challenge_method", "S256")]
    public void A_parameter_has_its_value(string name, string value)
    {
        Pkce pkce = Pkce.FromVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        Assert.Equal(value, Parameters(AuthorizationRequest.Create(Usw2, "client-1", pkce: pkce))[name]);
    }

    [Fact]
    public void The_state_is_sent()
    {
        AuthorizationRequest request = Create();

        Assert.Equal(request.State, Parameters(request)["state"]);
    }

    [Fact]
    public void The_state_is_32_lower_case_hexadecimal_characters() =>
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Matches("^[0-9a-f]{32}$", Create().State));

    [Fact]
    public void No_two_states_are_the_same() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Create().State).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_verifier_is_not_sent()
    {
        Pkce pkce = Pkce.Create();

        Assert.DoesNotContain(pkce.CodeVerifier, AuthorizationRequest.Create(Usw2, "client-1", pkce: pkce).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_is_percent_encoded()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(
            Usw2, "a b&c=d+e/f?é#", "http://127.0.0.1:8765/call%20back?x=1&y='2'", ["admin:all&x=1", "it's+(*)!"]);

        Assert.Matches(@"^https://[^?]+\?(?:[a-z_]+=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+&?)+$", request.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("client_id", "a b&c=d+e/f?é#%20")]
    [InlineData("redirect_uri", "http://127.0.0.1:8765/call%20back?x=1&y='2'")]
    [InlineData("scope", "admin:all&x=1 it's+(*)!")]
    public void A_value_survives_its_encoding(string name, string value)
    {
        AuthorizationRequest request = AuthorizationRequest.Create(
            Usw2, "a b&c=d+e/f?é#%20", "http://127.0.0.1:8765/call%20back?x=1&y='2'", ["admin:all&x=1", "it's+(*)!"]);

        Assert.Equal(value, Parameters(request)[name]);
    }

    [Fact]
    public void The_scope_is_left_out_when_it_is_empty() =>
        Assert.False(Parameters(AuthorizationRequest.Create(Usw2, "client-1", scopes: [])).ContainsKey("scope"));

    [Fact]
    public void The_regional_layout_sends_no_scope_unless_asked() => Assert.False(
        Parameters(AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional), "client-1")).ContainsKey("scope"));

    [Fact]
    public void Scopes_are_taken_apart_and_each_is_sent_once() => Assert.Equal(
        "a b c", Parameters(AuthorizationRequest.Create(Usw2, "client-1", scopes: ["a b", " c ", "a"]))["scope"]);

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("é")]
    [InlineData("a\tb")]
    [InlineData("a\u007Fb")]
    public void What_is_no_scope_is_refused(string scope) =>
        Assert.Throws<ArgumentException>(() => AuthorizationRequest.Create(Usw2, "client-1", scopes: [scope]));

    [Fact]
    public void Its_address_is_written_where_there_is_room_for_it()
    {
        ISpanFormattable address = (ISpanFormattable)AuthorizationRequest.Create(Usw2, "client-1").Uri;
        string text = ((Uri)address).AbsoluteUri;
        char[] room = new char[text.Length];

        Assert.False(address.TryFormat(room.AsSpan(1), out int none, default, provider: null));
        Assert.True(address.TryFormat(room, out int all, default, provider: null));
        Assert.Equal((0, text.Length, text), (none, all, new string(room)));
    }

    [Fact]
    public void A_scope_has_every_character_from_exclamation_mark_to_tilde_but_the_quote_and_the_backslash() => Assert.Equal(
        "!#$[]^~", Parameters(AuthorizationRequest.Create(Usw2, "client-1", scopes: ["!#$[]^~"]))["scope"]);

    [Fact]
    public void A_query_of_the_authorize_address_stays() => Assert.StartsWith(
        "https://sso.example.com/authorize?tenant=7&response_type=code&",
        AuthorizationRequest.Create(Usw2.With(authorizeUri: new Uri("https://sso.example.com/authorize?tenant=7")), "client-1").Uri.AbsoluteUri,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_client_id_is_refused(string clientId) => Assert.Throws<ArgumentException>(() => AuthorizationRequest.Create(Usw2, clientId));

    [Theory]
    [InlineData("")]
    [InlineData("callback")]
    [InlineData("/callback")]
    [InlineData("127.0.0.1:8765/callback")]
    [InlineData("http://127.0.0.1:8765/callback#top")]
    [InlineData("http://127.0.0.1:8765/call back")]
    [InlineData("http://127.0.0.1:8765/é")]
    [InlineData("http://127.0.0.1:8765/\u007F")]
    public void What_is_no_redirect_URI_is_refused(string redirectUri) => Assert.Equal(
        ErrorId.InvalidRedirectUri,
        Assert.Throws<SignInException>(() => AuthorizationRequest.Create(Usw2, "client-1", redirectUri)).ErrorId);

    [Theory]
    [InlineData("https://app.example.com/signed-in?tenant=7")]
    [InlineData("com.example.app:/oauth")]
    [InlineData("http://LOCALHOST:8765")]
    public void A_redirect_URI_is_kept_character_for_character(string redirectUri) =>
        Assert.Equal(redirectUri, AuthorizationRequest.Create(Usw2, "client-1", redirectUri).RedirectUri);

    [Fact]
    public void It_hands_out_its_proof_key_once()
    {
        Pkce pkce = Pkce.Create();

        Assert.Same(pkce, AuthorizationRequest.Create(Usw2, "client-1", pkce: pkce).Redeem());
    }

    [Fact]
    public void It_cannot_be_redeemed_twice()
    {
        AuthorizationRequest request = Create();
        request.Redeem();

        Assert.Equal(ErrorId.InvalidCallback, Assert.Throws<SignInException>(request.Redeem).ErrorId);
    }

    [Fact]
    public async Task Of_many_who_redeem_it_at_once_one_succeeds()
    {
        AuthorizationRequest request = Create();

        bool[] succeeded = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Record.Exception(() => { request.Redeem(); }) is null)));

        Assert.Single(succeeded, success => success);
    }

    [Fact]
    public void The_text_of_its_address_is_percent_encoded_however_it_is_made()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(Usw2, "client 1");
        string expected = request.Uri.AbsoluteUri;

        Assert.Contains("client%201", expected, StringComparison.Ordinal);
        Assert.All([request.Uri.ToString(), $"{request.Uri}", string.Concat(request.Uri), string.Format(null, "{0}", request.Uri)], text => Assert.Equal(expected, text));
    }

    [Fact]
    public async Task A_used_request_opens_no_browser()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(Usw2, "client-1", receiver.RedirectUri);
        request.Redeem();

        SignInException error = await Assert.ThrowsAsync<SignInException>(
            () => Grant.FromBrowserAsync(request, receiver, _ => Assert.Fail("A browser was opened.")));

        Assert.Equal(ErrorId.InvalidCallback, error.ErrorId);
    }

    [Fact]
    public void It_knows_that_it_was_used()
    {
        AuthorizationRequest request = Create();
        request.Redeem();

        Assert.True(request.IsUsed);
    }

    private static AuthorizationRequest Create() => AuthorizationRequest.Create(Usw2, "client-1");

    private static Dictionary<string, string> Parameters(AuthorizationRequest request) =>
        request.Uri.Query[1..].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(
            pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
}
