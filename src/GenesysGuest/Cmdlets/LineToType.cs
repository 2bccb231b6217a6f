using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Translates the next step of a library error into a command or parameter.</summary>
internal static class LineToType
{
    // Spreadsheet programs save a CSV file in the encoding of the system, unless UTF-8 is chosen.
#if NETSTANDARD2_0
    private const string Ansi = "Default";
#else
    private const string Ansi = "ansi";
#endif

    /// <summary>Composes the sentence that names the command or parameter.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>A sentence that follows the remedy, or an empty string if the remedy is complete.</returns>
    public static string For(GenesysException exception) => For(exception.NextStep, exception.NextStepArgument);

    /// <summary>Composes the sentence that names the command or parameter.</summary>
    /// <param name="step">The kind of step.</param>
    /// <param name="argument">The argument of the step, or null if it has none.</param>
    /// <returns>A sentence that follows the remedy, or an empty string if the remedy is complete.</returns>
    public static string For(NextStep step, string? argument) => step switch
    {
        NextStep.SignIn => " Use Connect-GenesysGuest.",
        NextStep.RequestAuthorization => " Use Get-GenesysAuthorizationUrl.",
        NextStep.SignInInTwoSteps =>
            " Use Get-GenesysAuthorizationUrl, then Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri '<the address where the browser ended>'.",
        NextStep.ChooseScopes => argument is null ? " See -Scope." : $" Use Connect-GenesysGuest -Scope {argument}.",
        NextStep.NameEnvironment => " Use -Environment.",
        NextStep.NameIssuer => " Use New-GenesysEnvironment -Issuer.",
        NextStep.ChooseLayout => $" Use -Layout {argument}.",
        NextStep.SkipEnvironmentCheck => " If the address is correct, use -SkipEnvironmentCheck.",
        NextStep.ReplaceTokenAddress => " See New-GenesysEnvironment -TokenUri.",
        NextStep.ReplaceGuestsAddress => " See New-GenesysEnvironment -GuestsUri.",
        NextStep.CheckProxy => " See Connect-GenesysGuest -Proxy and -NoProxy.",
        NextStep.GiveProxyCredential => " Use Connect-GenesysGuest -ProxyCredential or -ProxyUseDefaultCredentials.",
        NextStep.RunAgain => " Run the same command again if it has a journal. Otherwise, run it with $failed.TargetObject as the input and with the same parameters.",
        NextStep.RetryUnknown => " Use -RetryUnknown.",
        NextStep.ReadRows => " Use Import-Csv <file>, or ConvertFrom-Csv for text.",
        NextStep.ReadWithEncoding => $" Use Import-Csv -Encoding {argument ?? Ansi}.",
        NextStep.ReadAfterFirstLine => $" Use Get-Content $file | Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter {Quoted(argument)}.",
        NextStep.ReadWithDelimiter => $" Use Import-Csv -Delimiter {Quoted(argument)}.",
        NextStep.ChooseNameColumn => $" Use -NameColumn {Column(argument)}.",
        NextStep.ChooseEmailColumn => $" Use -EmailColumn {Column(argument)}.",
        NextStep.ChooseExternalIdColumn => $" Use -ExternalIdColumn {Column(argument)}.",
        NextStep.NameExternalSource => " Use -ExternalSource.",
        NextStep.NameSchema => " Use -Schema.",
        _ => "",
    };

    /// <summary>Composes the commands of a sign-in with a browser on another computer.</summary>
    /// <param name="request">The request for a browser on this computer.</param>
    /// <param name="given">The parameters of the sign-in.</param>
    /// <returns>Two lines, or one if the user passed a request.</returns>
    public static string TwoSteps(AuthorizationRequest request, IReadOnlyDictionary<string, object> given)
    {
        const string second = "  Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri '<the address where the browser ended, pasted between these quotes>'";
        if (given.ContainsKey("AuthorizationRequest"))
        {
            return second;
        }

        GenesysEnvironment environment = request.Environment;
        bool isDerived = environment == GenesysEnvironment.Parse(environment.Name, environment.Layout);
        List<string> first = [$"$request = Get-GenesysAuthorizationUrl -Environment {(isDerived ? Quoted(environment.Name) : "$environment")} -ClientId {Quoted(request.ClientId)}"];
        if (isDerived && environment.Layout != HostLayout.ApiPath)
        {
            first.Add($"-Layout {environment.Layout}");
        }

        if (!string.Equals(request.RedirectUri, AuthorizationRequest.DefaultRedirectUri, StringComparison.Ordinal))
        {
            first.Add($"-RedirectUri {Quoted(request.RedirectUri)}");
        }

        foreach (string name in (string[])["Scope", "Organization", "Provider", "LoginHint"])
        {
            if (given.TryGetValue(name, out object? value))
            {
                first.Add($"-{name} {(value is string[] { Length: not 1 } several ? $"@({string.Join(", ", several.Select(Quoted))})" : Quoted(value is string[] one ? one[0] : value as string))}");
            }
        }

        if (given.TryGetValue("ForceLogin", out object? force) && LanguagePrimitives.IsTrue(force))
        {
            first.Add("-ForceLogin");
        }

        return $"  {string.Join(" ", first)}; $request.Uri.AbsoluteUri{System.Environment.NewLine}{second}";
    }

    private static string Column(string? name) => name is null ? "<column>" : Quoted(name);

    private static string Quoted(string? text) => text is "\t" ? "\"`t\"" : $"'{text?.Replace("'", "''")}'";
}
