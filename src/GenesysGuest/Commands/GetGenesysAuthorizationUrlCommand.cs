using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates an authorization request: the address where a user gives consent.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysAuthorizationUrl")]
[OutputType(typeof(AuthorizationRequest))]
public sealed class GetGenesysAuthorizationUrlCommand : GenesysCmdlet
{
    // An int, because PowerShell lays out all types before the library can be found: see docs/architecture.md.
    private int? _layout;

    /// <summary>The environment of the organization.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>Which hosts the endpoints are on. By default, those of the environment.</summary>
    [Parameter]
    public HostLayout Layout
    {
        get => (HostLayout)(_layout ?? 0);
        set => _layout = (int)value;
    }

    /// <summary>The id of the OAuth client.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = "";

    /// <summary>The redirect URI, exactly as registered with the client.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string RedirectUri { get; set; } = AuthorizationRequest.DefaultRedirectUri;

    /// <summary>The scopes to request, or null for those of the environment.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The proof key, or null for a new one.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Pkce? Pkce { get; set; }

    /// <summary>The organization's short name. Together with -Provider, it opens the page of that provider directly.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    /// <summary>The identity provider, together with -Organization.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <summary>The user who is expected to sign in.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? LoginHint { get; set; }

    /// <summary>Asks for the password even if a user is already signed in.</summary>
    [Parameter]
    public SwitchParameter ForceLogin { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
        WriteObject(AuthorizationRequest.Create(_layout is { } layout ? Environment!.InLayout((HostLayout)layout) : Environment!, ClientId, RedirectUri, Scope, Pkce,
            new SignInOptions { Organization = Organization, Provider = Provider, LoginHint = LoginHint, ForceLogin = ForceLogin })));
}
