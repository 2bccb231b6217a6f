using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Composes the address at which a user gives consent.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysAuthorizationUrl")]
[OutputType(typeof(AuthorizationRequest))]
public sealed class GetGenesysAuthorizationUrlCommand : GenesysCmdlet
{
    /// <summary>Where the organisation lives.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    public GenesysEnvironment? Environment { get; set; }

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

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
        WriteObject(AuthorizationRequest.Create(Environment!, ClientId, RedirectUri, Scope, Pkce)));
}
