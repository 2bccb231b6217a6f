using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A secret that somebody gives comes from a file or a clipboard: white space at its ends is not part of it, and any inside is a mistake.</summary>
public sealed class GivenSecretTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private readonly ScriptedServer _server = new();

    public static TheoryData<string, string> Kinds => new()
    {
        { "refresh token", "rt+/=0" },
        { "authorization code", "c0de+/=" },
        { "code verifier", Verifier },
        { "client secret", "s3c:ret+/é" },
        { "access token", "at-given" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task White_space_at_the_ends_is_taken_off(string kind, string secret)
    {
        string plain = await SentAsync(kind, secret);

        foreach (string form in (string[])["{0}\n", "{0}\r\n", " {0} ", "\t{0}\u00a0", "\ufeff{0}\n"])
        {
            Assert.Equal(plain, await SentAsync(kind, form.Replace("{0}", secret, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task White_space_inside_is_refused_without_showing_the_secret(string kind, string secret)
    {
        foreach (string gap in (string[])[" ", "\n", "\r\n", "\t", "\u00a0", "\0"])
        {
            string broken = secret.Insert(4, gap);

            ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => SentAsync(kind, broken));

            Assert.StartsWith($"The {kind} contains white space.", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(secret[..4], error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("refresh token")]
    [InlineData("authorization code")]
    [InlineData("access token")]
    [InlineData("code verifier")]
    public async Task An_empty_secret_is_refused_before_anything_is_sent(string kind)
    {
        foreach (string empty in (string[])["", " \r\n"])
        {
            Assert.StartsWith($"The {kind} is empty.", (await Assert.ThrowsAsync<ArgumentException>(() => SentAsync(kind, empty))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, _server.Token.Count);
    }

    [Fact]
    public void White_space_at_the_ends_of_a_client_id_is_taken_off() => Assert.Equal("client 1", new OAuthClient(" client 1\r\n").Id);

    private async Task<string> SentAsync(string kind, string secret)
    {
        _server.Token.Replies(Reply.Grant());
        using Connection connection = await Connection.OpenAsync(
            kind switch
            {
                "refresh token" => Grant.RefreshToken(_server.Environment, "client-1", secret),
                "authorization code" => Grant.AuthorizationCode(_server.Environment, "client-1", secret, Pkce.FromVerifier(Verifier)),
                "code verifier" => Grant.AuthorizationCode(_server.Environment, "client-1", "c0de", Pkce.FromVerifier(secret)),
                "client secret" => Grant.ClientCredentials(_server.Environment, new("client-1", secret)),
                _ => Grant.AccessToken(_server.Environment, secret),
            },
            _server.Options);
        return _server.Token.Requests.Count == 0
            ? await connection.GetAccessTokenAsync()
            : $"{_server.Token.Requests[^1].Authorization} {_server.Token.Requests[^1].Body}";
    }
}
