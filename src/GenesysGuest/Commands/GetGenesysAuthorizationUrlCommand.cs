using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Composes the address at which a user gives consent.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysAuthorizationUrl")]
[OutputType(typeof(AuthorizationRequest))]
public sealed class GetGenesysAuthorizationUrlCommand : GenesysCmdlet
{
    // An int, because PowerShell lays out all types before the library can be found: see docs/architecture.md.
    private int? _layout;

    /// <summary>Where the organization lives.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>Which hosts carry the endpoints; none given: those of the environment.</summary>
    [Parameter]
    public HostLayout Layout
    {
        get => (HostLayout)(_layout ?? 0);
        set => _layout = (int)value;
    }

    /// <summary>The OAuth client's id.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = "";

    /// <summary>The redirect URI, exactly as it is registered.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string RedirectUri { get; set; } = AuthorizationRequest.DefaultRedirectUri;

    /// <summary>The scopes to ask for; none given: those of the environment.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The proof key; none given: a new one.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Pkce? Pkce { get; set; }

    /// <summary>The organization's short name, with -Provider: the page of that provider comes at once.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    /// <summary>The identity provider, with -Organization.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <summary>Who probably signs in.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? LoginHint { get; set; }

    /// <summary>Asks for the password although somebody is signed in.</summary>
    [Parameter]
    public SwitchParameter ForceLogin { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
        WriteObject(AuthorizationRequest.Create(_layout is { } layout ? Environment!.InLayout((HostLayout)layout) : Environment!, ClientId, RedirectUri, Scope, Pkce,
            new SignInOptions { Organization = Organization, Provider = Provider, LoginHint = LoginHint, ForceLogin = ForceLogin })));
}
