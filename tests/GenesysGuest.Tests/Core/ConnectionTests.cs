using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core;

/// <summary>A connection from an access token that came from elsewhere, and the end of any connection.</summary>
public sealed class ConnectionTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_token_from_elsewhere_is_used_as_it_is()
    {
        using Connection connection = Opened.With(_server.Environment, "from-elsewhere", _server.Options);

        Assert.Equal("from-elsewhere", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public void Nothing_is_sent_to_check_it()
    {
        using Connection connection = _server.Connect();

        Assert.Equal((0, 0), (_server.Token.Count, _server.Guests.Count));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nend")]
    [InlineData("é")]
    [InlineData("\u007f")]
    public void What_cannot_be_a_bearer_token_is_refused(string? token) =>
        Assert.Throws<ArgumentException>(() => Grant.AccessToken(_server.Environment, token!));

    [Fact]
    public void A_refused_token_is_not_repeated() => Assert.DoesNotContain(
        "s3cret", Assert.Throws<ArgumentException>(() => Grant.AccessToken(_server.Environment, "s3cret token")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void It_cannot_refresh()
    {
        using Connection connection = _server.Connect();

        Assert.False(connection.CanRefresh);
    }

    [Fact]
    public void It_may_be_disposed_of_twice()
    {
        Connection connection = _server.Connect();
        connection.Dispose();

        Assert.Null(Record.Exception(connection.Dispose));
    }

    [Fact]
    public void Its_text_is_its_environment()
    {
        using Connection connection = _server.Connect();

        Assert.Equal("usw2.pure.cloud", connection.ToString());
    }

    [Fact]
    public async Task A_connection_that_could_not_be_made_disposes_of_its_handler()
    {
        _server.Token.Replies(Reply.OAuthError(400, "invalid_grant"));

        await Assert.ThrowsAsync<SignInException>(() => _server.SignInAsync());

        Assert.Equal(1, _server.DisposedHandlers);
    }

    [Fact]
    public void A_connection_disposes_of_its_handler()
    {
        _server.Connect().Dispose();

        Assert.Equal(1, _server.DisposedHandlers);
    }
}
