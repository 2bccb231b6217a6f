using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Checks everything that a sign-in and later requests need, without creating anything.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GenesysEnvironment")]
[OutputType(typeof(EnvironmentFinding), typeof(bool))]
public sealed class TestGenesysEnvironmentCommand : NetworkCmdlet
{
    private static readonly EnvironmentVariables Defaults = new();

    // An int, because PowerShell lays out all types before the library can be found: see docs/architecture.md.
    private int? _layout;
    private bool _hasFailed;

    /// <summary>The environment of the organization, or null for that of the connection or of GENESYSCLOUD_REGION.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    [ValidateNotNull]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>Which hosts the endpoints are on. By default, those of the environment.</summary>
    [Parameter]
    public HostLayout Layout
    {
        get => (HostLayout)(_layout ?? 0);
        set => _layout = (int)value;
    }

    /// <summary>The id of a Messenger deployment, to check whether it recognizes known visitors.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DeploymentId { get; set; }

    /// <summary>The connection for checks that require a token, or null for the current one, if it belongs to this environment.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>Returns only whether no check failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        Connection? connection = Connection ?? RunspaceSession.Current;
        GenesysEnvironment environment = Environment ?? connection?.Environment ?? Defaults.Environment(given: null);
        environment = _layout is { } layout ? environment.InLayout((HostLayout)layout) : environment;
        Connection? signedIn = Connection ?? (connection?.Environment == environment ? connection : null);
        _hasFailed = false;
        Await(stop => EnvironmentCheck.RunAsync(environment, finding => Post(() => Found(finding)), Options(), signedIn, DeploymentId, stop));
        if (Quiet)
        {
            WriteObject(!_hasFailed);
        }
    });

    private void Found(EnvironmentFinding finding)
    {
        _hasFailed |= finding.Status == FindingStatus.Failed;
        if (!Quiet)
        {
            string remedy = finding.Remedy + LineToType.For(finding.NextStep, finding.NextStepArgument);
            WriteObject(remedy.Length == 0 ? finding : finding with { Remedy = remedy });
        }
    }
}
