using System.Management.Automation.Host;

namespace GenesysGuest;

/// <summary>Whether somebody is there to give consent in a browser, as far as a process can know: what it was started with, and who shows its output.</summary>
/// <param name="HostName">The name of the PowerShell host.</param>
/// <param name="CommandLine">The process's own arguments, the program first.</param>
/// <param name="IsUserInteractive">Whether Windows would show a window of this process; true elsewhere.</param>
/// <param name="IsInputRedirected">Whether the input is no terminal.</param>
/// <param name="Variable">Reads an environment variable.</param>
internal sealed record Attendance(
    string HostName, IReadOnlyList<string> CommandLine, bool IsUserInteractive, bool IsInputRedirected, Func<string, string?> Variable)
{
    private const string Console = "ConsoleHost";

    // The build services' own variables: most set CI, the others one of theirs.
    private static readonly string[] BuildVariables = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"];

    // PowerShell's own parameters by their beginnings: those that take a value, and those that leave the rest to a command or a file.
    private static readonly string[] TakeValue = ["ex", "ep", "w", "con", "cus", "inp", "if", "o", "se", "v", "ps", "ea", "encodeda"];

    private static readonly string[] TakeTheRest = ["c", "f", "e"];

    /// <summary>That of this process.</summary>
    /// <param name="host">The host of the cmdlet.</param>
    /// <returns>What is known.</returns>
    public static Attendance Of(PSHost host) => new(
        host.Name, System.Environment.GetCommandLineArgs(), System.Environment.UserInteractive, System.Console.IsInputRedirected,
        System.Environment.GetEnvironmentVariable);

    /// <summary>Refuses to wait for somebody who is not there.</summary>
    /// <exception cref="SignInException"><see cref="ErrorId.InteractionNotPossible"/>.</exception>
    public void Demand()
    {
        if (WhyNobody() is { } reason)
        {
            throw new SignInException(
                ErrorId.InteractionNotPossible,
                $"Nobody is here to sign in with a browser: {reason}.",
                "Sign in with -Credential or -RefreshToken, or set GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET. " +
                "Or sign in in two steps: Get-GenesysAuthorizationUrl, then Connect-GenesysGuest -AuthorizationRequest $request " +
                "-CallbackUri '<the address where the browser ended>'. If somebody watches all the same, -NoBrowser shows the address and waits.");
        }
    }

    /// <summary>Why nobody is there.</summary>
    /// <returns>The reason, as a sentence goes on; null: somebody may be.</returns>
    public string? WhyNobody()
    {
        // Editors start their PowerShell with it and are a host of their own, with somebody before it.
        if (string.Equals(HostName, Console, StringComparison.Ordinal) && HasNonInteractive())
        {
            return "this PowerShell was started with -NonInteractive";
        }

        if (!IsUserInteractive)
        {
            return "this process runs in the background, where no window can be seen";
        }

        return IsInputRedirected && BuildVariables.FirstOrDefault(IsSet) is { } variable
            ? $"this is a build machine ({variable} is set), and the input is no terminal"
            : null;
    }

    private bool IsSet(string name) => Variable(name) is { Length: > 0 } value && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase) && value is not "0";

    /// <summary>Reads PowerShell's own parameters, and not those of a script or command that come after them.</summary>
    private bool HasNonInteractive()
    {
        bool takesValue = false;
        foreach (string argument in CommandLine.Skip(1))
        {
            if (!IsParameter(argument))
            {
                if (!takesValue)
                {
                    return false; // a script, and what follows is its own
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

    // A path of Unix begins with a slash, too, but has more than letters after it.
    private static bool IsParameter(string argument) => argument.Length > 1
        && (argument[0] is '-' or '\u2013' || (argument[0] == '/' && argument.Skip(1).All(char.IsLetter)));

    private static bool StartsWithOne(string name, string[] beginnings) => Array.Exists(beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
