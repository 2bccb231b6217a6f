using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates an environment: the addresses of an organization.</summary>
[Cmdlet(VerbsCommon.New, "GenesysEnvironment")]
[OutputType(typeof(GenesysEnvironment))]
public sealed class NewGenesysEnvironmentCommand : GenesysCmdlet
{
    // An int, because PowerShell lays out all types before the library can be found: see docs/architecture.md.
    private int _layout;

    /// <summary>A domain, an AWS region name, or a base address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Which hosts the endpoints are on.</summary>
    [Parameter]
    public HostLayout Layout
    {
        get => (HostLayout)_layout;
        set => _layout = (int)value;
    }

    /// <summary>Another authorize address.</summary>
    [Parameter]
    public Uri? AuthorizeUri { get; set; }

    /// <summary>Another token address.</summary>
    [Parameter]
    public Uri? TokenUri { get; set; }

    /// <summary>Another guests address.</summary>
    [Parameter]
    public Uri? GuestsUri { get; set; }

    /// <summary>The issuer that authorization responses must name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Issuer { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
        WriteObject(GenesysEnvironment.Parse(Name, Layout).With(AuthorizeUri, TokenUri, GuestsUri, Issuer)));
}
