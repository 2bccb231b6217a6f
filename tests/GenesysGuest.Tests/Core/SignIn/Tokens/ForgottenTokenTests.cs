using System.Collections;
using System.Reflection;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>A connection that was closed gives nobody its secrets, and does not hold them.</summary>
public sealed class ForgottenTokenTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_closed_connection_has_no_refresh_token()
    {
        Connection connection = await SignInAsync();

        connection.Dispose();

        Assert.Null(connection.RefreshToken);
    }

    [Fact]
    public async Task A_closed_connection_says_nothing_of_a_token()
    {
        Connection connection = await SignInAsync();

        connection.Dispose();

        Assert.Equal((null, 0, false), (connection.ExpiresAt, connection.Scopes.Count, connection.CanRefresh));
    }

    [Fact]
    public async Task A_closed_connection_holds_no_token_in_memory()
    {
        Connection connection = await SignInAsync();
        Assert.Contains("at-secret", Strings(connection));
        Assert.Contains("rt-secret", Strings(connection));

        connection.Dispose();

        Assert.DoesNotContain(Strings(connection), text => text.Contains("-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_connection_holds_no_client_secret_in_memory()
    {
        _server.Token.Replies(Reply.Grant(refreshToken: null));
        Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "client-secret")), _server.Options);
        Assert.Contains("client-secret", Strings(connection));

        connection.Dispose();

        Assert.DoesNotContain("client-secret", Strings(connection));
    }

    [Fact]
    public async Task A_renewal_that_ends_after_the_connection_was_closed_brings_no_token_back()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Connection connection = await SignInAsync();
        _server.Token.Replies(Reply.Grant("at-2", "rt-2").After(answer.Task));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Task<string> caller = connection.GetAccessTokenAsync();

        connection.Dispose();
        answer.SetResult();

        Assert.Equal(ErrorId.NotConnected, (await Assert.ThrowsAsync<SignInException>(() => caller)).ErrorId);
        Assert.Null(connection.RefreshToken);
    }

    private Task<Connection> SignInAsync()
    {
        _server.Token.Replies(Reply.Grant("at-secret", "rt-secret"));
        return _server.SignInAsync();
    }

    /// <summary>All text that can be reached from a connection, but for what the test itself gave it.</summary>
    private static HashSet<string> Strings(Connection connection)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        HashSet<string> texts = new(StringComparer.Ordinal);
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object?> left = new([connection]);
        while (left.TryPop(out object? value))
        {
            if (value is string text)
            {
                texts.Add(text);
            }
            else if (value is IEnumerable items and not HttpMessageHandler)
            {
                foreach (object? item in items)
                {
                    left.Push(item);
                }
            }
            else if (value is Delegate { Target: { } target })
            {
                left.Push(target);
            }
            else if (value is not null and not ConnectionOptions and not TimeProvider
                && value.GetType().Assembly == typeof(Connection).Assembly && seen.Add(value))
            {
                for (Type? type = value.GetType(); type is not null; type = type.BaseType)
                {
                    foreach (FieldInfo field in type.GetFields(All))
                    {
                        left.Push(field.GetValue(value));
                    }
                }
            }
        }

        return texts;
    }
}
