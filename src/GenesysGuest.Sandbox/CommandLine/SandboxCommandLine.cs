using System.Globalization;

namespace GenesysGuest.Sandbox;

/// <summary>What the executable's arguments ask for.</summary>
internal sealed class SandboxCommandLine
{
    private readonly List<string> _redirectUris = [];
    private readonly List<(Fault Fault, int Times, FaultTarget Target)> _faults = [];
    private readonly List<(ItemFault Fault, int Times)> _itemFaults = [];
    private readonly List<(Fault Fault, double Probability)> _rates = [];
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
    /// <exception cref="FormatException">There is something wrong with them, and what.</exception>
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

    /// <summary>Plans the faults that were asked for.</summary>
    public void AddFaultsTo(FaultPlan plan)
    {
        foreach ((Fault fault, int times, FaultTarget target) in _faults)
        {
            plan.Enqueue(fault, times, target);
        }

        foreach ((ItemFault fault, int times) in _itemFaults)
        {
            plan.EnqueueItem(fault, times);
        }

        foreach ((Fault fault, double probability) in _rates)
        {
            plan.Rate(fault, probability);
        }
    }

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
                AddFault(name, value(), FaultTarget.Guests);
                break;
            case "--token-fault":
                AddFault(name, value(), FaultTarget.Token);
                break;
            case "--authorize-fault":
                AddFault(name, value(), FaultTarget.Authorize);
                break;
            case "--contact-fault":
                AddFault(name, value(), FaultTarget.Contacts);
                break;
            case "--item-fault":
                AddItemFault(name, value());
                break;
            case "--fault-rate":
                AddRate(name, value());
                break;
            default:
                throw new FormatException($"Unknown option '{name}'. Try --help.");
        }
    }

    private void AddFault(string name, string text, FaultTarget target)
    {
        string[] parts = text.Split(':', 2);
        int times = Times(name, parts);
        Fault fault = FaultOf(name, parts[0]);
        if (!FaultPlan.CanOccur(fault.Kind, target))
        {
            throw new FormatException($"{name}: '{parts[0]}' cannot occur at that address.");
        }

        _faults.Add((fault, times, target));
    }

    private void AddItemFault(string name, string text)
    {
        string[] parts = text.Split(':', 2);
        _itemFaults.Add(ItemFaultNames.TryParse(parts[0], out ItemFault? fault)
            ? (fault, Times(name, parts))
            : throw new FormatException($"{name}: there is no fault '{parts[0]}'. There are: {ItemFaultNames.All}."));
    }

    private static int Times(string name, string[] parts) =>
        parts.Length == 1 ? 1 : parts[1] is "*" ? int.MaxValue : Integer(name, parts[1], 1, int.MaxValue);

    private void AddRate(string name, string text)
    {
        string[] parts = text.Split(':', 2);
        if (parts.Length < 2
            || !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double probability)
            || probability is not (> 0 and <= 1))
        {
            throw new FormatException($"{name} needs KIND:PROBABILITY, with a probability above 0 and at most 1.");
        }

        Fault fault = FaultOf(name, parts[0]);
        if (!FaultPlan.CanOccur(fault.Kind, FaultTarget.Guests))
        {
            throw new FormatException($"{name}: '{parts[0]}' cannot occur at that address.");
        }

        _rates.Add((fault, probability));
    }

    private static Fault FaultOf(string name, string kind) => FaultNames.TryParse(kind, out Fault? fault)
        ? fault
        : throw new FormatException($"{name}: there is no fault '{kind}'. There are: {FaultNames.All}.");

    private static int Integer(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"{name} needs a whole number from {least} to {most}, not '{text}'."));

    private static SandboxLayouts Layout(string name, string text) =>
        Array.Find([SandboxLayouts.ApiPath, SandboxLayouts.Regional], layout => string.Equals(layout.ToString(), text, StringComparison.OrdinalIgnoreCase)) is var layout and not SandboxLayouts.None
            ? layout
            : throw new FormatException($"{name} needs ApiPath or Regional, not '{text}'.");

    private static string RedirectUri(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Fragment.Length == 0
            ? text
            : throw new FormatException($"{name} needs an absolute address without a fragment, not '{text}'.");
}
