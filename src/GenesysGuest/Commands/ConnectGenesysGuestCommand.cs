using System.Management.Automation;
using System.Security;

namespace GenesysGuest.Commands;

/// <summary>Signs in to Genesys Cloud, and sets the current connection of this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "GenesysGuest", DefaultParameterSetName = InteractiveSet)]
[OutputType(typeof(Connection))]
public sealed class ConnectGenesysGuestCommand : SignInCmdlet
{
    /// <summary>The id of the OAuth client, or null for that of GENESYSCLOUD_OAUTHCLIENT_ID.</summary>
    [Parameter(Position = 1, ParameterSetName = InteractiveSet)]
    [Parameter(Position = 1, ParameterSetName = CodeSet)]
    [Parameter(Position = 1, ParameterSetName = RefreshTokenSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The redirect URI, exactly as registered with the client.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = CodeSet), ValidateNotNullOrEmpty]
    public string RedirectUri { get; set; } = AuthorizationRequest.DefaultRedirectUri;

    /// <summary>The scopes to request, or null for those of the environment.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = CodeSet), AllowEmptyCollection, ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The organization's short name. Together with -Provider, it opens the page of that provider directly.</summary>
    [Parameter(ParameterSetName = InteractiveSet), ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    /// <summary>The identity provider, together with -Organization.</summary>
    [Parameter(ParameterSetName = InteractiveSet), ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <summary>The user who is expected to sign in.</summary>
    [Parameter(ParameterSetName = InteractiveSet), ValidateNotNullOrEmpty]
    public string? LoginHint { get; set; }

    /// <summary>Asks for the password even if a user is already signed in.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    public SwitchParameter ForceLogin { get; set; }

    /// <summary>A request from Get-GenesysAuthorizationUrl.</summary>
    [Parameter(ParameterSetName = RequestSet, Mandatory = true, ValueFromPipeline = true)]
    public AuthorizationRequest? AuthorizationRequest { get; set; }

    /// <summary>The whole address that the browser was sent to, or null to wait for it.</summary>
    [Parameter(ParameterSetName = RequestSet), ValidateNotNullOrEmpty]
    public string? CallbackUri { get; set; }

    /// <summary>An authorization code that another program received.</summary>
    [Parameter(ParameterSetName = CodeSet, Mandatory = true), SecretArgument]
    public SecureString? Code { get; set; }

    /// <summary>The verifier that belongs to the code.</summary>
    [Parameter(ParameterSetName = CodeSet, Mandatory = true), SecretArgument]
    public SecureString? CodeVerifier { get; set; }

    /// <summary>A refresh token from an earlier sign-in.</summary>
    [Parameter(ParameterSetName = RefreshTokenSet, Mandatory = true), SecretArgument]
    public SecureString? RefreshToken { get; set; }

    /// <summary>An existing access token.</summary>
    [Parameter(ParameterSetName = AccessTokenSet, Mandatory = true), SecretArgument]
    public SecureString? AccessToken { get; set; }

    /// <summary>The id and secret of a confidential client.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    [Parameter(ParameterSetName = RequestSet)]
    [Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        ConnectionOptions options = Options(); // validated before a browser opens
        Grant grant = Checked(GrantFromParameters(), options) ?? FromBrowser(options);
        Connection connection = Await(stop => OpenAsync(grant, options, stop));
        RunspaceSession.Current = connection;
        WriteObject(connection);
    });

    private OAuthClient ClientToUse => Confidential ?? Defaults.ClientId(ClientId);

    private OAuthClient? Confidential => Credential is null ? null : new(Credential.UserName, Credential.GetNetworkCredential().Password);

    private Grant? GrantFromParameters() => ParameterSetName switch
    {
        RequestSet when CallbackUri is not null =>
            GenesysGuest.Grant.AuthorizationCode(AuthorizationRequest!, AuthorizationResponse.Parse(AuthorizationRequest!, CallbackUri), Confidential),
        CodeSet => GenesysGuest.Grant.AuthorizationCode(
            EnvironmentToUse, ClientToUse, Reveal(Code), Pkce.FromVerifier(Reveal(CodeVerifier)), RedirectUri, Scope),
        RefreshTokenSet => GenesysGuest.Grant.RefreshToken(EnvironmentToUse, ClientToUse, Reveal(RefreshToken)),
        AccessTokenSet => GenesysGuest.Grant.AccessToken(EnvironmentToUse, Reveal(AccessToken)),
        CredentialSet => GenesysGuest.Grant.ClientCredentials(EnvironmentToUse, ClientToUse),
        InteractiveSet when ClientId is null && Defaults.AccessToken is { } token => GenesysGuest.Grant.AccessToken(EnvironmentToUse, token),
        InteractiveSet when ClientId is null && Defaults.ClientSecret is { } secret =>
            GenesysGuest.Grant.ClientCredentials(EnvironmentToUse, new(Defaults.ClientId(clientId: null), secret)),
        _ => null,
    };

    private Grant FromBrowser(ConnectionOptions options)
    {
        if (!NoBrowser)
        {
            Attendance.Of(Host).Demand();
        }

        // A missing environment or client id is reported before a port is bound.
        (GenesysEnvironment environment, string clientId) =
            AuthorizationRequest is { } given ? (given.Environment, given.ClientId) : (EnvironmentToUse, ClientToUse.Id);
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(AuthorizationRequest?.RedirectUri ?? RedirectUri, onRefused: Warn);
        SignInOptions signIn = new() { Organization = Organization, Provider = Provider, LoginHint = LoginHint, ForceLogin = ForceLogin };
        AuthorizationRequest request = AuthorizationRequest ?? AuthorizationRequest.Create(environment, clientId, receiver.RedirectUri, Scope, options: signIn);
        Check(stop => EnvironmentCheck.BeforeBrowserAsync(request, options, stop));
        return FromBrowser(request, receiver, Confidential);
    }

    private static string Reveal(SecureString? secret) => SecretArgumentAttribute.Reveal(secret!);
}
