using System.Management.Automation;
using System.Net;

namespace GenesysGuest;

/// <summary>What signing in takes whichever the way: how to reach the network, and how to bring an address before the user.</summary>
public abstract class SignInCmdlet : AsyncCmdlet
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

    /// <summary>The proxy to use; none given: the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who we are to the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>We are to the proxy who we are to this computer.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Where to sign in.</summary>
    private protected GenesysEnvironment EnvironmentToUse => Defaults.Environment(Environment) is var environment && _layout is { } layout
        ? environment.InLayout((HostLayout)layout)
        : environment;

    /// <summary>How to reach the network.</summary>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">The proxy would have to be told two things.</exception>
    private protected ConnectionOptions Options()
    {
        ICredentials? proxyCredentials = ProxyCredentials(ProxyCredential, ProxyUseDefaultCredentials);
        return new()
        {
            Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = proxyCredentials },
            ProxyCredentials = proxyCredentials,
            UseProxy = !NoProxy,
        };
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
            return Await(stop => Grant.FromBrowserAsync(request, receiver, Open, TimeSpan.FromSeconds(TimeoutSec), client, stop));
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

    private static ICredentials? ProxyCredentials(PSCredential? proxyCredential, bool useDefault) => (proxyCredential, useDefault) switch
    {
        (not null, true) => throw new ArgumentException(
            "-ProxyCredential and -ProxyUseDefaultCredentials say two different things about who you are to the proxy. Give one of them.", nameof(proxyCredential)),
        (_, true) => CredentialCache.DefaultCredentials,
        _ => proxyCredential?.GetNetworkCredential(),
    };

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
