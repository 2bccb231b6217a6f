using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What signing in takes whichever the way: where, a look beforehand, and how to bring an address before the user.</summary>
public abstract class SignInCmdlet : NetworkCmdlet
{
    private protected const string InteractiveSet = "Interactive";
    private protected const string RequestSet = "AuthorizationRequest";
    private protected const string CodeSet = "Code";
    private protected const string RefreshTokenSet = "RefreshToken";
    private protected const string AccessTokenSet = "AccessToken";
    private protected const string CredentialSet = "Credential";

    private protected static readonly EnvironmentVariables Defaults = new();

    // An int, because PowerShell lays out all types before the library can be found: see docs/architecture.md.
    private int? _layout;

    /// <summary>Where the organization lives; none given: GENESYSCLOUD_REGION.</summary>
    [Parameter(Position = 0, ParameterSetName = InteractiveSet)]
    [Parameter(Position = 0, ParameterSetName = CodeSet)]
    [Parameter(Position = 0, ParameterSetName = RefreshTokenSet)]
    [Parameter(Position = 0, ParameterSetName = AccessTokenSet)]
    [Parameter(Position = 0, ParameterSetName = CredentialSet)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    [ValidateNotNull]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>Which hosts carry the endpoints; none given: those of the environment.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = AccessTokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    public HostLayout Layout
    {
        get => (HostLayout)(_layout ?? 0);
        set => _layout = (int)value;
    }

    /// <summary>How long to wait for the user, in seconds.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = RequestSet)]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>Shows the address instead of opening a browser.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = RequestSet)]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>Signs in without making sure beforehand that the addresses are there.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = RequestSet)]
    [Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    public SwitchParameter SkipEnvironmentCheck { get; set; }

    /// <summary>Where to sign in.</summary>
    private protected GenesysEnvironment EnvironmentToUse => Defaults.Environment(Environment) is var environment && _layout is { } layout
        ? environment.InLayout((HostLayout)layout)
        : environment;

    /// <summary>Makes sure that the addresses are there, and warns of what else was seen.</summary>
    /// <param name="look">How.</param>
    private protected void Look(Func<CancellationToken, Task<EnvironmentFinding?>> look)
    {
        if (!SkipEnvironmentCheck && Await(look) is { } finding)
        {
            WriteWarning($"{finding.Answer} {finding.Remedy}");
        }
    }

    /// <summary>A grant, after a look at where it goes.</summary>
    /// <param name="grant">The grant; null: there is none yet.</param>
    /// <param name="options">How to reach the network.</param>
    /// <returns>The same.</returns>
    private protected Grant? Looked(Grant? grant, ConnectionOptions options)
    {
        if (grant is not null)
        {
            Look(stop => EnvironmentCheck.BeforeGrantAsync(grant, options, stop));
        }

        return grant;
    }

    /// <summary>Signs in, and asks whose the token is.</summary>
    /// <param name="grant">The way.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The connection.</returns>
    private protected static async Task<Connection> OpenAsync(Grant grant, ConnectionOptions options, CancellationToken cancellationToken)
    {
        Connection connection = await Connection.OpenAsync(grant, options, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.IdentifyAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (OperationCanceledException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Has the user give consent in a browser, and shows how much time is left for it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="receiver">Where the browser ends.</param>
    /// <param name="client">A confidential client; null: a public one.</param>
    /// <returns>The grant.</returns>
    private protected Grant FromBrowser(AuthorizationRequest request, LoopbackReceiver receiver, OAuthClient? client)
    {
        int secondsLeft = TimeoutSec;
        using Timer everySecond = new(_ => Post(() => WriteProgress(Progress(Math.Max(0, secondsLeft--)))), state: null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        try
        {
            return Await(stop => Grant.FromBrowserAsync(request, receiver, _ => Open(request), TimeSpan.FromSeconds(TimeoutSec), client, stop));
        }
        finally
        {
            ProgressRecord completed = Progress(secondsLeft: 0);
            completed.RecordType = ProgressRecordType.Completed;
            WriteProgress(completed);
        }

        // A new record each time: who gets one may keep it.
        ProgressRecord Progress(int secondsLeft) => new(0, $"Signing in to {request.Environment}", "Waiting for the browser") { SecondsRemaining = secondsLeft };
    }

    /// <summary>Warns of what the browser brought and could not be used, while the waiting goes on; from any thread.</summary>
    /// <param name="refused">Why it was refused.</param>
    private protected void Warn(SignInException refused) =>
        Post(() => WriteWarning($"{refused.Message} The sign-in still waits. {refused.Remedy}{LineToType.For(refused)}"));

    private void Open(AuthorizationRequest request)
    {
        Uri address = request.Uri;

        // That a program was started does not say that a browser is to be seen: the address is always shown.
        string newLine = System.Environment.NewLine;
        string elsewhere = $"If your browser is on another computer, press Ctrl+C and sign in in two steps:{newLine}{LineToType.TwoSteps(request, MyInvocation.BoundParameters)}";
        if (NoBrowser)
        {
            Show("Open this address in a browser on this computer:", $"{newLine}{elsewhere}");
        }
        else if (SystemBrowser.TryOpen(address, out string? reason))
        {
            Show("A browser was started. If none is to be seen, open this address on this computer:");
        }
        else
        {
            Post(() => WriteWarning(
                $"{reason} {elsewhere}{newLine}If {request.RedirectUri} leads to this computer, as with a forwarded port, open this address in your browser:{newLine}{address.AbsoluteUri}"));
        }

        void Show(string what, string more = "")
        {
            HostInformationMessage message = new() { Message = $"{what}{newLine}{address.AbsoluteUri}{more}" };
            Post(() => WriteInformation(message, ["PSHOST"]));
        }
    }
}
