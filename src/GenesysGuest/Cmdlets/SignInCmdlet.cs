using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The base of the sign-in: the environment, the check before it, and how an address is shown to the user.</summary>
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

    /// <summary>The environment of the organization, or null for that of GENESYSCLOUD_REGION.</summary>
    [Parameter(Position = 0, ParameterSetName = InteractiveSet)]
    [Parameter(Position = 0, ParameterSetName = CodeSet)]
    [Parameter(Position = 0, ParameterSetName = RefreshTokenSet)]
    [Parameter(Position = 0, ParameterSetName = AccessTokenSet)]
    [Parameter(Position = 0, ParameterSetName = CredentialSet)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [EnvironmentArgument]
    [ValidateNotNull]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>Which hosts the endpoints are on. By default, those of the environment.</summary>
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

    /// <summary>Signs in without checking first that the addresses exist.</summary>
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = RequestSet)]
    [Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    public SwitchParameter SkipEnvironmentCheck { get; set; }

    /// <summary>The environment to sign in to.</summary>
    private protected GenesysEnvironment EnvironmentToUse => Defaults.Environment(Environment) is var environment && _layout is { } layout
        ? environment.InLayout((HostLayout)layout)
        : environment;

    /// <summary>Checks that the addresses exist, and writes a warning if the clock of this computer is wrong.</summary>
    /// <param name="check">The check.</param>
    private protected void Check(Func<CancellationToken, Task<EnvironmentFinding?>> check)
    {
        if (!SkipEnvironmentCheck && Await(check) is { } finding)
        {
            WriteWarning($"{finding.Answer} {finding.Remedy}");
        }
    }

    /// <summary>Checks the address that a grant is sent to.</summary>
    /// <param name="grant">The grant, or null if it does not exist yet.</param>
    /// <param name="options">The options for the network.</param>
    /// <returns>The same grant.</returns>
    private protected Grant? Checked(Grant? grant, ConnectionOptions options)
    {
        if (grant is not null)
        {
            Check(stop => EnvironmentCheck.BeforeGrantAsync(grant, options, stop));
        }

        return grant;
    }

    /// <summary>Signs in, and asks which user or client the token belongs to.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="options">The options for the network.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    /// <returns>The connection.</returns>
    private protected async Task<Connection> OpenAsync(Grant grant, ConnectionOptions options, CancellationToken cancellationToken)
    {
        Connection connection = await Connection.OpenAsync(grant, options, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.IdentifyAsync(diagnostic => Post(() => WriteDiagnostic(diagnostic)), cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (OperationCanceledException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Asks the user for consent in a browser, and shows the remaining time.</summary>
    /// <param name="request">The request.</param>
    /// <param name="receiver">The receiver of the response.</param>
    /// <param name="client">A confidential client, or null for a public client.</param>
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

        // A new record each time, because a host may keep one.
        ProgressRecord Progress(int secondsLeft) => new(0, $"Signing in to {request.Environment}", "Waiting for the browser") { SecondsRemaining = secondsLeft };
    }

    /// <summary>Writes a warning for a response that cannot be used. The cmdlet keeps waiting. Can be called from any thread.</summary>
    /// <param name="rejected">The reason.</param>
    private protected void Warn(SignInException rejected) =>
        Post(() => WriteWarning($"{rejected.Message} The cmdlet is still waiting for the response. {rejected.Remedy}{LineToType.For(rejected)}"));

    private void Open(AuthorizationRequest request)
    {
        Uri address = request.Uri;

        // The address is always shown, because the browser may not be visible to the user.
        string newLine = System.Environment.NewLine;
        string elsewhere = $"If your browser is on another computer, press Ctrl+C and use these two steps to sign in:{newLine}{LineToType.TwoSteps(request, MyInvocation.BoundParameters)}";
        if (NoBrowser)
        {
            Show("Open this address in a browser on this computer:", $"{newLine}{elsewhere}");
        }
        else if (SystemBrowser.TryOpen(address, out string? reason))
        {
            Show("A browser was started. If you do not see it, open this address on this computer:");
        }
        else
        {
            Post(() => WriteWarning(
                $"{reason} {elsewhere}{newLine}If {request.RedirectUri} leads to this computer, for example through a forwarded port, open this address in your browser:{newLine}{address.AbsoluteUri}"));
        }

        void Show(string what, string more = "")
        {
            HostInformationMessage message = new() { Message = $"{what}{newLine}{address.AbsoluteUri}{more}" };
            Post(() => WriteInformation(message, ["PSHOST"]));
        }
    }
}
