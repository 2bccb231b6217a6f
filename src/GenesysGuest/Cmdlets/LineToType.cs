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
        NextStep.ChooseScopes => " See -Scope.",
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
        _ => "",
    };

    /// <summary>The lines of a sign-in with a browser on another computer.</summary>
    /// <param name="request">The sign-in as it would be with a browser here.</param>
    /// <returns>Two lines.</returns>
    public static string TwoSteps(AuthorizationRequest request)
    {
        string layout = request.Environment.Layout == HostLayout.ApiPath ? "" : $" -Layout {request.Environment.Layout}";
        string redirect = string.Equals(request.RedirectUri, AuthorizationRequest.DefaultRedirectUri, StringComparison.Ordinal) ? "" : $" -RedirectUri {Quoted(request.RedirectUri)}";
        return $"  $request = Get-GenesysAuthorizationUrl -Environment {Quoted(request.Environment.Name)} -ClientId {Quoted(request.ClientId)}{layout}{redirect}; $request.Uri.AbsoluteUri{System.Environment.NewLine}"
            + "  Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri '<the address where the browser ended, pasted between these quotes>'";
    }

    private static string Column(string? name) => name is null ? "<column>" : Quoted(name);

    private static string Quoted(string? text) => text is "\t" ? "\"`t\"" : $"'{text?.Replace("'", "''")}'";
}
