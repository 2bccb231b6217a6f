using System.Management.Automation.Host;

namespace GenesysGuest;

/// <summary>Determines whether a person can give consent in a browser, as far as the arguments and the host of the process show.</summary>
/// <param name="HostName">The name of the PowerShell host.</param>
/// <param name="CommandLine">The arguments of the process, with the program first.</param>
/// <param name="IsUserInteractive">Whether Windows can show a window of this process. True on other platforms.</param>
/// <param name="IsInputRedirected">Whether the input is not a terminal.</param>
/// <param name="Variable">Reads an environment variable.</param>
internal sealed record Attendance(
    string HostName, IReadOnlyList<string> CommandLine, bool IsUserInteractive, bool IsInputRedirected, Func<string, string?> Variable)
{
    private const string Console = "ConsoleHost";

    // Most build services set CI. The others set their own variables.
    private static readonly string[] BuildVariables = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"];

    // The first letters of PowerShell's own parameters: those that take a value, and those that take the rest of the command line.
    private static readonly string[] TakeValue = ["ex", "ep", "w", "con", "cus", "inp", "if", "o", "se", "v", "ps", "ea", "encodeda"];

    private static readonly string[] TakeTheRest = ["c", "f", "e"];

    /// <summary>Reads the properties of this process.</summary>
    /// <param name="host">The host of the cmdlet.</param>
    /// <returns>The properties.</returns>
    public static Attendance Of(PSHost host) => new(
        host.Name, System.Environment.GetCommandLineArgs(), System.Environment.UserInteractive, System.Console.IsInputRedirected,
        System.Environment.GetEnvironmentVariable);

    /// <summary>Throws if no person can sign in with a browser.</summary>
    /// <exception cref="SignInException"><see cref="ErrorId.InteractionNotPossible"/>.</exception>
    public void Demand()
    {
        if (WhyUnattended() is { } reason)
        {
            throw new SignInException(
                ErrorId.InteractionNotPossible,
                $"A sign-in with a browser is not possible: {reason}.",
                "Sign in with -Credential or -RefreshToken, or set GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET. " +
                "Or use two steps to sign in: Get-GenesysAuthorizationUrl, and then Connect-GenesysGuest -AuthorizationRequest $request " +
                "-CallbackUri '<the address where the browser ended>'. If you are present, use -NoBrowser, which shows the address and waits.");
        }
    }

    /// <summary>Finds the reason why nobody can sign in with a browser.</summary>
    /// <returns>The reason, as part of a sentence, or null if a person may be present.</returns>
    public string? WhyUnattended()
    {
        // Editors also start PowerShell with -NonInteractive, but they have their own host and a user.
        if (string.Equals(HostName, Console, StringComparison.Ordinal) && HasNonInteractive())
        {
            return "PowerShell was started with -NonInteractive";
        }

        if (!IsUserInteractive)
        {
            return "this process runs in the background and cannot show a window";
        }

        return IsInputRedirected && BuildVariables.FirstOrDefault(IsSet) is { } variable
            ? $"this is a build machine ({variable} is set), and the input is not a terminal"
            : null;
    }

    private bool IsSet(string name) => Variable(name) is { Length: > 0 } value && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase) && value is not "0";

    /// <summary>Reads PowerShell's own parameters, but not those of a script or command after them.</summary>
    private bool HasNonInteractive()
    {
        bool takesValue = false;
        foreach (string argument in CommandLine.Skip(1))
        {
            if (!IsParameter(argument))
            {
                if (!takesValue)
                {
                    return false; // a script: the remaining arguments belong to it
                }

                takesValue = false;
                continue;
            }

            string name = argument.TrimStart('-', '/', '\u2013').ToLowerInvariant();
            if (name.StartsWith("noni", StringComparison.Ordinal))
            {
                return true;
            }

            takesValue = StartsWithOne(name, TakeValue);
            if (!takesValue && StartsWithOne(name, TakeTheRest))
            {
                return false;
            }
        }

        return false;
    }

    // A Unix path also begins with a slash, but contains more than letters after it.
    private static bool IsParameter(string argument) => argument.Length > 1
        && (argument[0] is '-' or '\u2013' || (argument[0] == '/' && argument.Skip(1).All(char.IsLetter)));

    private static bool StartsWithOne(string name, string[] beginnings) => Array.Exists(beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
