using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A code or a refresh token is spent by the time the answer comes: nothing around the token may cost it, and nothing raw escapes.</summary>
public sealed class OddTokenAnswerTests
{
    private const string Token = "\"access_token\":\"at-1\",\"token_type\":\"bearer\"";

    private static readonly string[] OddValues =
    [
        "null", "true", "0", "-1", "1e999", "1e-999", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"NaN\"", "[]", "[1,\"a\"]", "{}", "{\"\\udc00\":1}",
        "12345678901234567890123456789012345678901234567890",
    ];

    private static readonly string[] Names = ["access_token", "token_type", "expires_in", "refresh_token", "scope", "error", "error_description", "x"];

    private readonly ScriptedServer _server = new();

    public static TheoryData<string> Neighbors => new(
    [
        .. OddValues.Select(value => $"\"expires_in\":{value}"),
        .. OddValues.Select(value => $"\"refresh_token\":{value}"),
        .. OddValues.Select(value => $"\"x\":{value}"),
        .. OddValues.Where(value => !value.StartsWith('"')).Select(value => $"\"scope\":{value}"),
        .. OddValues.Select(value => $"\"error\":{value}"),
        "\"scope\":[\"externalusers:write\"]",
        "\"scope\":\"webmessaging:guest:create,externalusers:write\"",
        "\"\\ud800\":1",
        "\"\":1",
        "\"error\":\"none\"",
        $"\"x\":{new string('[', 5000)}{new string(']', 5000)}",
    ]);

    [Theory]
    [MemberData(nameof(Neighbors))]
    public async Task A_token_is_not_lost_over_an_odd_neighbor(string neighbor)
    {
        foreach (string body in (string[])[$"{{{Token},{neighbor}}}", $"{{{neighbor},{Token}}}"])
        {
            _server.Token.Replies(Reply.Json(200, body));

            using Connection connection = await _server.SignInAsync();

            Assert.Equal("at-1", await connection.GetAccessTokenAsync());
        }
    }

    [Theory]
    [InlineData("\" 3600 \"")]
    [InlineData("\"3600.0\"")]
    [InlineData("3.6e3")]
    public async Task A_lifetime_is_read_however_it_is_written(string lifetime)
    {
        _server.Token.Replies(Reply.Json(200, $"{{{Token},\"expires_in\":{lifetime}}}"));

        using Connection connection = await _server.SignInAsync();

        Assert.Equal(_server.Clock.GetUtcNow().AddHours(1), connection.ExpiresAt);
    }

    [Theory]
    [InlineData("[\"users\"]")]
    [InlineData("5")]
    [InlineData("null")]
    public async Task A_scope_that_is_no_text_is_not_given(string scope)
    {
        _server.Token.Replies(Reply.Json(200, $"{{{Token},\"scope\":{scope}}}"));

        using Connection connection = await _server.SignInAsync();

        Assert.Equal(["webmessaging:guest:create", "externalusers:write"], connection.Scopes);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_beside_a_token_do_no_harm()
    {
        byte[] body = [.. "{\"x\":\""u8, 0xE9, .. "\",\""u8, 0xFF, .. "\":1,\"access_token\":\"at-1\"}"u8];
        _server.Token.Replies(Reply.Bytes(200, body));

        using Connection connection = await _server.SignInAsync();

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_success_that_holds_an_error_shows_it()
    {
        _server.Token.Replies(Reply.OAuthError(200, "invalid_grant", "The code has expired"));

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => _server.SignInAsync());

        Assert.Equal((ErrorId.TokenRequestRejected, "invalid_grant"), (error.ErrorId, error.ServerCode));
        Assert.EndsWith("(200 'invalid_grant'): The code has expired.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_the_members_are_there_is_a_token_or_an_error_of_our_own()
    {
        string[] bodies = [.. from name in Names from value in OddValues from rest in (string[])["", $",{Token}"] select $"{{\"{name}\":{value}{rest}}}"];
        foreach (string body in bodies)
        {
            _server.Token.Replies(Reply.Json(200, body));

            Exception? error = await Record.ExceptionAsync(async () => (await _server.SignInAsync()).Dispose());

            Assert.True(error is null or SignInException, $"{body}: {error}");
        }
    }
}
