using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Describes where an organisation lives.</summary>
[Cmdlet(VerbsCommon.New, "GenesysEnvironment")]
[OutputType(typeof(GenesysEnvironment))]
public sealed class NewGenesysEnvironmentCommand : GenesysCmdlet
{
    /// <summary>A domain, an AWS region name, or a base address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Which hosts carry the endpoints.</summary>
    [Parameter]
    public HostLayout Layout { get; set; }

    /// <summary>Another authorize address.</summary>
    [Parameter]
    public Uri? AuthorizeUri { get; set; }

    /// <summary>Another token address.</summary>
    [Parameter]
    public Uri? TokenUri { get; set; }

    /// <summary>Another guests address.</summary>
    [Parameter]
    public Uri? GuestsUri { get; set; }

    /// <summary>The issuer that callbacks must name when they name one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Issuer { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
        WriteObject(GenesysEnvironment.Parse(Name, Layout).With(AuthorizeUri, TokenUri, GuestsUri, Issuer)));
}
