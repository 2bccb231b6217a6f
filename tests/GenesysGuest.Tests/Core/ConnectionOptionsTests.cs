using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core;

/// <summary>Options outside their ranges are refused before anything is sent.</summary>
public sealed class ConnectionOptionsTests
{
    private readonly ScriptedServer _server = new();

    /// <summary>Options, each with one value outside its range.</summary>
    public static TheoryData<string, Func<ConnectionOptions, ConnectionOptions>> Bad => new()
    {
        { "request timeout", options => options with { RequestTimeout = TimeSpan.Zero } },
        { "request timeout", options => options with { RequestTimeout = TimeSpan.FromSeconds(-1) } },
        { "request timeout", options => options with { RequestTimeout = TimeSpan.FromDays(24) + TimeSpan.FromTicks(1) } },
        { "number of retries", options => options with { MaxRetryCount = -1 } },
        { "Retry-After", options => options with { MaxRetryAfter = TimeSpan.FromTicks(-1) } },
        { "Retry-After", options => options with { MaxRetryAfter = TimeSpan.FromDays(24) + TimeSpan.FromTicks(1) } },
    };

    /// <summary>Options at the ends of the ranges.</summary>
    public static TheoryData<Func<ConnectionOptions, ConnectionOptions>> Good => new()
    {
        options => options with { RequestTimeout = TimeSpan.FromDays(24) },
        options => options with { RequestTimeout = Timeout.InfiniteTimeSpan },
        options => options with { MaxRetryCount = 0 },
        options => options with { MaxRetryAfter = TimeSpan.Zero },
        options => options with { MaxRetryAfter = TimeSpan.FromDays(24) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_value_outside_its_range_is_refused_and_nothing_is_sent(string named, Func<ConnectionOptions, ConnectionOptions> change)
    {
        ConnectionOptions options = change(_server.Options);
        Grant grant = Grant.ClientCredentials(_server.Environment, new OAuthClient("client-1", "secret-1"));
        AuthorizationRequest request = AuthorizationRequest.Create(_server.Environment, "client-1");

        ArgumentOutOfRangeException error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>("options", () => Connection.OpenAsync(grant, options));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("options", () => EnvironmentCheck.BeforeGrantAsync(grant, options));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("options", () => EnvironmentCheck.BeforeBrowserAsync(request, options));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("options", () => EnvironmentCheck.RunAsync(_server.Environment, options: options));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_server.Token.Count, _server.Guests.Count));
    }

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public async Task The_ends_of_the_ranges_are_usable(Func<ConnectionOptions, ConnectionOptions> change)
    {
        _server.Token.Replies(Reply.Grant());
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new OAuthClient("client-1", "secret-1")), change(_server.Options));

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }
}
