using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>What is missing is refused when a grant is made, and not when it is sent.</summary>
public sealed class GrantTests
{
    private static readonly GenesysEnvironment Environment = new ScriptedServer().Environment;

    /// <summary>The parameter that is null, and the grant that is made without it.</summary>
    public static TheoryData<string, Func<Grant>> Incomplete => new()
    {
        { "client", () => Grant.ClientCredentials(Environment, null!) },
        { "client", () => Grant.RefreshToken(Environment, null!, "rt-1") },
        { "client", () => Grant.AuthorizationCode(Environment, null!, "code-1", Pkce.Create()) },
        { "redirectUri", () => Grant.AuthorizationCode(Environment, "client-1", "code-1", Pkce.Create(), null!) },
    };

    [Theory]
    [MemberData(nameof(Incomplete), DisableDiscoveryEnumeration = true)]
    public void What_is_missing_is_refused_at_once(string parameter, Func<Grant> make) => Assert.Throws<ArgumentNullException>(parameter, make);
}
