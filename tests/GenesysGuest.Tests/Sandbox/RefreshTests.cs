using System.Net;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class RefreshTests
{
    [Fact]
    public async Task A_refresh_replaces_both_tokens()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (string access, string refresh) = await session.SignInAsync();

        using HttpResponseMessage response = await session.RefreshAsync(refresh);
        JsonElement tokens = await SandboxSession.JsonOfAsync(response);

        Assert.NotEqual(access, tokens.GetProperty("access_token").GetString(), StringComparer.Ordinal);
        Assert.NotEqual(refresh, tokens.GetProperty("refresh_token").GetString(), StringComparer.Ordinal);
        Assert.Equal(201, await session.GuestStatusAsync(tokens.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task A_reused_refresh_token_revokes_all_that_came_of_it()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (string access, string refresh) = await session.SignInAsync();
        using HttpResponseMessage first = await session.RefreshAsync(refresh);
        JsonElement tokens = await SandboxSession.JsonOfAsync(first);

        using HttpResponseMessage reuse = await session.RefreshAsync(refresh);
        using HttpResponseMessage next = await session.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);

        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(reuse, "error"));
        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(next, "error"));
        Assert.Equal(401, await session.GuestStatusAsync(access));
        Assert.Equal(401, await session.GuestStatusAsync(tokens.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task A_refresh_token_may_be_left_as_it_is()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { AutoApprove = true, RotateRefreshTokens = false });
        (_, string refresh) = await session.SignInAsync();

        using HttpResponseMessage first = await session.RefreshAsync(refresh);
        using HttpResponseMessage second = await session.RefreshAsync(refresh);

        Assert.False((await SandboxSession.JsonOfAsync(first)).TryGetProperty("refresh_token", out _));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_refresh_token_is_bound_to_its_client()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (_, string refresh) = await session.SignInAsync();

        using HttpResponseMessage response = await session.RefreshAsync(refresh, ("client_id", "sandbox-regional"));

        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less_and_not_for_more()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using HttpResponseMessage signIn = await session.RedeemAsync(await session.GetCodeAsync(("scope", "externalusers:write")));
        string refresh = await SandboxSession.MemberAsync(signIn, "refresh_token");

        using HttpResponseMessage more = await session.RefreshAsync(refresh, ("scope", SandboxOptions.GuestScopes));
        using HttpResponseMessage same = await session.RefreshAsync(refresh, ("scope", "externalusers:write"));

        Assert.Equal("invalid_scope", await SandboxSession.MemberAsync(more, "error"));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
    }

    [Fact]
    public async Task Expired_access_tokens_can_be_refreshed_and_revoked_ones_cannot()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (string access, string refresh) = await session.SignInAsync();

        session.Server.ExpireAccessTokens();
        int expired = await session.GuestStatusAsync(access);
        using HttpResponseMessage refreshed = await session.RefreshAsync(refresh);
        session.Server.RevokeTokens();
        using HttpResponseMessage refused = await session.RefreshAsync(await SandboxSession.MemberAsync(refreshed, "refresh_token"));

        Assert.Equal(401, expired);
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(refused, "error"));
    }
}
