using System.Globalization;

namespace GenesysGuest.Sandbox;

/// <summary>The parsed arguments of the executable.</summary>
internal sealed class SandboxCommandLine
{
    private readonly List<string> _redirectUris = [];
    private readonly FaultArguments _faults = new();
    private string? _clientId;
    private bool _anyLoopbackPort;
    private SandboxOptions _options = new();

    private SandboxCommandLine()
    {
    }

    public bool WantsHelp { get; private set; }

    public bool StopsWithStdin { get; private set; }

    /// <summary>The options, with the first client as the arguments describe it.</summary>
    public SandboxOptions Options => _options with
    {
        Clients =
        [
            SandboxClient.Public with
            {
                Id = _clientId ?? SandboxClient.Public.Id,
                RedirectUris = _redirectUris.Count > 0 ? _redirectUris : SandboxClient.Public.RedirectUris,
                AnyLoopbackPort = _anyLoopbackPort,
            },
            SandboxClient.Regional with
            {
                RedirectUris = _redirectUris.Count > 0 ? _redirectUris : SandboxClient.Regional.RedirectUris,
                AnyLoopbackPort = _anyLoopbackPort,
            },
            SandboxClient.Confidential,
            SandboxClient.Web,
        ],
    };

    /// <summary>Reads arguments.</summary>
    /// <exception cref="FormatException">An argument is invalid. The message gives the reason.</exception>
    public static SandboxCommandLine Parse(IReadOnlyList<string> arguments)
    {
        SandboxCommandLine line = new();
        Queue<string> left = new(arguments);
        while (left.TryDequeue(out string? argument))
        {
            int equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
            string name = equals < 0 ? argument : argument[..equals];
            if (line.TakeSwitch(name))
            {
                if (equals >= 0)
                {
                    throw new FormatException($"{name} takes no value.");
                }

                continue;
            }

            line.TakeValue(name, () => equals >= 0 ? argument[(equals + 1)..]
                : left.TryDequeue(out string? value) ? value
                : throw new FormatException($"{name} needs a value."));
        }

        return line.Options.Problem is string problem ? throw new FormatException(problem) : line;
    }

    /// <summary>Adds the requested faults to a plan.</summary>
    public void AddFaultsTo(FaultPlan plan) => _faults.AddTo(plan);

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="FormatException">The text is not a whole number, or the number is out of range.</exception>
    public static int Integer(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"{name} needs a whole number from {least} to {most}, not '{text}'."));

    private bool TakeSwitch(string name)
    {
        switch (name)
        {
            case "--help" or "-h" or "-?":
                WantsHelp = true;
                return true;
            case "--stop-with-stdin":
                StopsWithStdin = true;
                return true;
            case "--any-loopback-port":
                _anyLoopbackPort = true;
                return true;
            case "--auto-approve":
                _options = _options with { AutoApprove = true };
                return true;
            case "--auto-deny":
                _options = _options with { AutoDeny = true };
                return true;
            case "--no-rate-headers":
                _options = _options with { EmitRateHeaders = false };
                return true;
            case "--count-only":
                _options = _options with { KeepGuests = false, RecentRequests = 0 };
                return true;
            default:
                return false;
        }
    }

    private void TakeValue(string name, Func<string> value)
    {
        switch (name)
        {
            case "--client-id":
                _clientId = value();
                break;
            case "--redirect-uri":
                _redirectUris.Add(RedirectUri(name, value()));
                break;
            case "--layout":
                _options = _options with { Layouts = Layout(name, value()) };
                break;
            case "--organization":
                _options = _options with { OrganizationName = value() };
                break;
            case "--date-offset":
                _options = _options with { DateOffset = TimeSpan.FromSeconds(Integer(name, value(), -86400, 86400)) };
                break;
            case "--issuer":
                _options = _options with { Issuer = value() };
                break;
            case "--port":
                _options = _options with { Port = Integer(name, value(), 0, 65535) };
                break;
            case "--token-lifetime":
                _options = _options with { TokenLifetime = TimeSpan.FromSeconds(Integer(name, value(), 1, int.MaxValue)) };
                break;
            case "--rate-limit":
                _options = _options with { RateLimit = Integer(name, value(), 0, int.MaxValue) };
                break;
            case "--rate-window":
                _options = _options with { RateWindow = TimeSpan.FromSeconds(Integer(name, value(), 1, int.MaxValue)) };
                break;
            case "--rate-used-by-others":
                _options = _options with { RateUsedByOthers = Integer(name, value(), 0, int.MaxValue) };
                break;
            case "--latency":
                _options = _options with { Latency = TimeSpan.FromMilliseconds(Integer(name, value(), 0, 600_000)) };
                break;
            case "--seed":
                _options = _options with { Seed = Integer(name, value(), 0, int.MaxValue) };
                break;
            case "--fault":
                _faults.Add(name, value(), FaultTarget.Guests);
                break;
            case "--token-fault":
                _faults.Add(name, value(), FaultTarget.Token);
                break;
            case "--authorize-fault":
                _faults.Add(name, value(), FaultTarget.Authorize);
                break;
            case "--contact-fault":
                _faults.Add(name, value(), FaultTarget.Contacts);
                break;
            case "--item-fault":
                _faults.AddItem(name, value());
                break;
            case "--fault-rate":
                _faults.AddRate(name, value());
                break;
            default:
                throw new FormatException($"Unknown option '{name}'. Use --help to list the options.");
        }
    }

    private static SandboxLayouts Layout(string name, string text) =>
        Array.Find([SandboxLayouts.ApiPath, SandboxLayouts.Regional], layout => string.Equals(layout.ToString(), text, StringComparison.OrdinalIgnoreCase)) is var layout and not SandboxLayouts.None
            ? layout
            : throw new FormatException($"{name} needs ApiPath or Regional, not '{text}'.");

    private static string RedirectUri(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Fragment.Length == 0
            ? text
            : throw new FormatException($"{name} needs an absolute address without a fragment, not '{text}'.");
}
