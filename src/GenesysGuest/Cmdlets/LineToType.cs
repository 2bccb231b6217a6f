using System.Management.Automation;

namespace GenesysGuest;

/// <summary>How a step that the library's errors ask for is done at the prompt.</summary>
internal static class LineToType
{
    /// <summary>The line to type.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>A sentence to follow the remedy; empty where the remedy says it all.</returns>
    public static string For(GenesysException exception) => For(exception.NextStep, exception.NextStepArgument);

    /// <summary>The line to type.</summary>
    /// <param name="step">What kind of step it is.</param>
    /// <param name="argument">What the step takes; null: nothing.</param>
    /// <returns>A sentence to follow the remedy; empty where the remedy says it all.</returns>
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
        NextStep.SkipEnvironmentCheck => " If the address is right all the same, use -SkipEnvironmentCheck.",
        NextStep.ReplaceTokenAddress => " See New-GenesysEnvironment -TokenUri.",
        NextStep.ReplaceGuestsAddress => " See New-GenesysEnvironment -GuestsUri.",
        NextStep.CheckProxy => " See Connect-GenesysGuest -Proxy and -NoProxy.",
        NextStep.GiveProxyCredential => " Use Connect-GenesysGuest -ProxyCredential or -ProxyUseDefaultCredentials.",
        NextStep.RunAgain => " Use the same line again if it has a journal; otherwise use it with $failed.TargetObject in place of its input, and with the same parameters.",
        NextStep.RetryUnknown => " Use -RetryUnknown.",
        NextStep.ReadWithEncoding => $" Use Import-Csv -Encoding{(argument is { } encoding ? $" {encoding}" : "")}.",
        NextStep.ReadAfterFirstLine => $" Use Get-Content $file | Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter {Quoted(argument)}.",
        NextStep.ReadWithDelimiter => $" Use Import-Csv -Delimiter {Quoted(argument)}.",
        NextStep.ChooseNameColumn => $" Use -NameColumn {Column(argument)}.",
        NextStep.ChooseEmailColumn => $" Use -EmailColumn {Column(argument)}.",
        NextStep.ChooseExternalIdColumn => $" Use -ExternalIdColumn {Column(argument)}.",
        NextStep.NameExternalSource => " Use -ExternalSource.",
        NextStep.NameSchema => " Use -Schema.",
        _ => "",
    };

    /// <summary>The lines of a sign-in with a browser on another computer.</summary>
    /// <param name="request">The request as it would be with a browser here.</param>
    /// <param name="given">The parameters of the sign-in.</param>
    /// <returns>Two lines; one if the request was made before.</returns>
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
                first.Add($"-{name} {(value is string[] several ? $"@({string.Join(", ", several.Select(Quoted))})" : Quoted(value as string))}");
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
