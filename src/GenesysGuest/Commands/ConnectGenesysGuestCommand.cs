using System.Management.Automation;
using System.Net;
using System.Security;

namespace GenesysGuest.Commands;

/// <summary>Signs in to Genesys Cloud, and makes the connection the current one of this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "GenesysGuest", DefaultParameterSetName = InteractiveSet)]
[OutputType(typeof(Connection))]
public sealed class ConnectGenesysGuestCommand : AsyncCmdlet
{
    private static readonly EnvironmentDefaults Defaults = new();

    private const string InteractiveSet = "Interactive";
    private const string RequestSet = "AuthorizationRequest";
    private const string CodeSet = "Code";
    private const string RefreshTokenSet = "RefreshToken";
    private const string AccessTokenSet = "AccessToken";
    private const string CredentialSet = "Credential";

    /// <summary>Where the organisation lives; none given: GENESYSCLOUD_REGION.</summary>
    [Parameter(Position = 0, ParameterSetName = InteractiveSet)]
    [Parameter(Position = 0, ParameterSetName = CodeSet)]
    [Parameter(Position = 0, ParameterSetName = RefreshTokenSet)]
    [Parameter(Position = 0, ParameterSetName = AccessTokenSet)]
    [Parameter(Position = 0, ParameterSetName = CredentialSet)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    [ValidateNotNull]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>The OAuth client's id; none given: GENESYSCLOUD_OAUTHCLIENT_ID.</summary>
    [Parameter(Position = 1, ParameterSetName = InteractiveSet)]
    [Parameter(Position = 1, ParameterSetName = CodeSet)]
    [Parameter(Position = 1, ParameterSetName = RefreshTokenSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The redirect URI, exactly as it is registered with the client.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = CodeSet)]
    [ValidateNotNullOrEmpty]
    public string RedirectUri { get; set; } = AuthorizationRequest.DefaultRedirectUri;

    /// <summary>The scopes to ask for; none given: those of the environment.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = CodeSet)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>A request made with Get-GenesysAuthorizationUrl.</summary>
    [Parameter(ParameterSetName = RequestSet, Mandatory = true, ValueFromPipeline = true)]
    public AuthorizationRequest? AuthorizationRequest { get; set; }

    /// <summary>The address that the browser was sent to, copied whole; none given: it is waited for.</summary>
    [Parameter(ParameterSetName = RequestSet)]
    [ValidateNotNullOrEmpty]
    public string? CallbackUri { get; set; }

    /// <summary>An authorization code that was received elsewhere.</summary>
    [Parameter(ParameterSetName = CodeSet, Mandatory = true)]
    [SecretArgument]
    public SecureString? Code { get; set; }

    /// <summary>The verifier that belongs to the code.</summary>
    [Parameter(ParameterSetName = CodeSet, Mandatory = true)]
    [SecretArgument]
    public SecureString? CodeVerifier { get; set; }

    /// <summary>A refresh token from an earlier sign-in.</summary>
    [Parameter(ParameterSetName = RefreshTokenSet, Mandatory = true)]
    [SecretArgument]
    public SecureString? RefreshToken { get; set; }

    /// <summary>An access token from elsewhere.</summary>
    [Parameter(ParameterSetName = AccessTokenSet, Mandatory = true)]
    [SecretArgument]
    public SecureString? AccessToken { get; set; }

    /// <summary>The id and secret of a confidential client.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>How long to wait for the user, in seconds.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = RequestSet)]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>Shows the address instead of opening a browser.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = RequestSet)]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>The proxy to use; none given: the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who we are to the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        Connection connection = Connect();
        RunspaceSession.Current = connection;
        WriteObject(connection);
    });

    private GenesysEnvironment Where => Defaults.Environment(Environment);

    private string Who => Defaults.ClientId(ClientId);

    private Connection Connect()
    {
        ICredentials? proxyCredentials = ProxyCredential?.GetNetworkCredential();
        ConnectionOptions options = new()
        {
            Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = proxyCredentials },
            ProxyCredentials = proxyCredentials,
            UseProxy = !NoProxy,
        };
        switch (ParameterSetName)
        {
            case RequestSet when CallbackUri is not null:
                AuthorizationResponse response = AuthorizationResponse.Parse(AuthorizationRequest!, CallbackUri);
                return Await(stop => Connection.RedeemAsync(AuthorizationRequest!, response, options, stop));
            case RequestSet:
                using (LoopbackReceiver receiver = LoopbackReceiver.Bind(AuthorizationRequest!.RedirectUri))
                {
                    return SignIn(AuthorizationRequest, receiver, options);
                }

            case CodeSet:
                Pkce pkce = Pkce.FromVerifier(SecretArgumentAttribute.Reveal(CodeVerifier!));
                string code = SecretArgumentAttribute.Reveal(Code!);
                return Await(stop => Connection.RedeemCodeAsync(Where, Who, code, pkce, RedirectUri, Scope, options, stop));
            case RefreshTokenSet:
                return Await(stop => Connection.RefreshAsync(Where, Who, SecretArgumentAttribute.Reveal(RefreshToken!), options, stop));
            case AccessTokenSet:
                return Connection.FromAccessToken(Where, SecretArgumentAttribute.Reveal(AccessToken!), options);
            case CredentialSet:
                NetworkCredential client = Credential!.GetNetworkCredential();
                return Await(stop => Connection.ClientCredentialsAsync(Where, Credential.UserName, client.Password, options, stop));
            case InteractiveSet when ClientId is null && Defaults.ClientSecret is { } secret:
                return Await(stop => Connection.ClientCredentialsAsync(Where, Who, secret, options, stop));
            default:
                using (LoopbackReceiver receiver = LoopbackReceiver.Bind(RedirectUri))
                {
                    return SignIn(AuthorizationRequest.Create(Where, Who, receiver.RedirectUri, Scope), receiver, options);
                }
        }
    }

    private Connection SignIn(AuthorizationRequest request, LoopbackReceiver receiver, ConnectionOptions options)
    {
        ProgressRecord progress = new(0, $"Signing in to {request.Environment}", "Waiting for the browser") { SecondsRemaining = TimeoutSec };
        using Timer everySecond = new(
            _ => Post(() =>
            {
                WriteProgress(progress);
                progress.SecondsRemaining = Math.Max(0, progress.SecondsRemaining - 1);
            }),
            state: null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Connection connection = Await(stop => Connection.SignInAsync(request, receiver, Open, TimeSpan.FromSeconds(TimeoutSec), options, stop));
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        return connection;
    }

    private void Open(Uri address)
    {
        // That a program was started does not say that a browser is to be seen: the address is always shown.
        if (NoBrowser)
        {
            Show("Open this address in a browser on this computer:");
        }
        else if (SystemBrowser.TryOpen(address, out string? reason))
        {
            Show("A browser was started. If none is to be seen, open this address on this computer:");
        }
        else
        {
            Post(() => WriteWarning($"{reason} Open this address in a browser on this computer:{System.Environment.NewLine}{address.AbsoluteUri}"));
        }

        void Show(string what)
        {
            HostInformationMessage message = new() { Message = $"{what}{System.Environment.NewLine}{address.AbsoluteUri}" };
            Post(() => WriteInformation(message, ["PSHOST"]));
        }
    }
}
