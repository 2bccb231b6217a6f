using System.Collections.Concurrent;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>A token that the guests endpoint refuses (401) is replaced once, for all callers, and the request is sent again.</summary>
public sealed class RefusedAccessTokenTests
{
    private static readonly GuestRequest Ada = new("Ada", "ada@example.com");

    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task The_request_is_sent_again_with_a_new_token()
    {
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401), Reply.Guest());

        await connection.CreateGuestAsync(Ada);

        Assert.Equal("Bearer at-0, Bearer at-1", string.Join(", ", _server.Guests.Requests.Select(request => request.Authorization)));
    }

    [Fact]
    public async Task The_same_is_sent_again()
    {
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401), Reply.Guest());

        await connection.CreateGuestAsync(Ada);

        Assert.Equal(_server.Guests.Requests[0].Body, _server.Guests.Requests[1].Body);
    }

    [Fact]
    public async Task It_is_sent_again_at_once()
    {
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401), Reply.Guest());

        await connection.CreateGuestAsync(Ada);

        Assert.Equal(_server.Guests.Requests[0].At, _server.Guests.Requests[1].At);
    }

    [Fact]
    public async Task A_second_refusal_is_an_error()
    {
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401));

        Assert.Equal(ErrorId.GuestUnauthorized, (await RefusedAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task There_is_no_third_attempt()
    {
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401));

        await RefusedAsync(connection);

        Assert.Equal((2, 2), (_server.Guests.Count, _server.Token.Count));
    }

    [Fact]
    public async Task A_refusal_is_told_of_the_region()
    {
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401));

        Assert.Contains("region", (await RefusedAsync(connection)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_way_to_renew_the_first_refusal_is_an_error()
    {
        using Connection connection = _server.Connect();
        _server.Guests.Replies(Reply.Of(401));

        Assert.Equal(ErrorId.GuestUnauthorized, (await RefusedAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task Without_a_way_to_renew_nothing_is_sent_again()
    {
        using Connection connection = _server.Connect();
        _server.Guests.Replies(Reply.Of(401));

        await RefusedAsync(connection);

        Assert.Equal((1, 0), (_server.Guests.Count, _server.Token.Count));
    }

    [Fact]
    public async Task All_who_are_refused_at_once_share_one_refresh()
    {
        const int callers = 50;
        TaskCompletionSource allRefused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await SignInAsync();
        int refused = 0;
        _server.Guests.Answers((request, _) =>
        {
            if (!request.Authorization!.EndsWith("at-0", StringComparison.Ordinal))
            {
                return Reply.Guest();
            }

            if (++refused == callers)
            {
                allRefused.SetResult();
            }

            return Reply.Of(401).After(allRefused.Task);
        });

        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => connection.CreateGuestAsync(Ada))));

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task Who_is_refused_late_uses_the_token_that_another_got()
    {
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await SignInAsync();
        _server.Guests.Answers((request, index) => request.Authorization!.EndsWith("at-0", StringComparison.Ordinal)
            ? Reply.Of(401).After(index == 0 ? late.Task : Task.CompletedTask)
            : Reply.Guest());
        Task<Guest> first = connection.CreateGuestAsync(Ada);
        await connection.CreateGuestAsync(Ada);

        late.SetResult();
        await first;

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task A_refused_refresh_ends_the_session()
    {
        using Connection connection = await SignInAsync();
        _server.Token.Replies(Reply.OAuthError(400, "invalid_grant"));
        _server.Guests.Replies(Reply.Of(401));

        Assert.Equal(ErrorId.SessionExpired, (await Assert.ThrowsAsync<SignInException>(() => connection.CreateGuestAsync(Ada))).ErrorId);
    }

    [Fact]
    public async Task Whoever_watches_is_told()
    {
        ConcurrentQueue<Diagnostic> told = new();
        using Connection connection = await SignInAsync();
        _server.Guests.Replies(Reply.Of(401), Reply.Guest());

        await connection.CreateGuestAsync(Ada, log: told.Enqueue);

        Assert.Contains("401", Assert.Single(told).Message, StringComparison.Ordinal);
    }

    private static Task<ProvisioningException> RefusedAsync(Connection connection) =>
        Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(Ada));

    private Task<Connection> SignInAsync()
    {
        _server.Token.Answers((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));
        return _server.SignInAsync();
    }
}
