namespace GenesysGuest;

/// <summary>How a step that the library's errors ask for is done at the prompt.</summary>
internal static class LineToType
{
    /// <summary>The line to type.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>A sentence to follow the remedy; empty where the remedy says it all.</returns>
    public static string For(GenesysException exception) => exception.NextStep switch
    {
        NextStep.SignIn => " Use Connect-GenesysGuest.",
        NextStep.RequestAuthorization => " Use Get-GenesysAuthorizationUrl.",
        NextStep.SignInInTwoSteps =>
            " Use Get-GenesysAuthorizationUrl, then Connect-GenesysGuest -AuthorizationRequest $request -CallbackUri '<the address where the browser ended>'.",
        NextStep.ChooseScopes => " See -Scope.",
        NextStep.NameEnvironment => " Use -Environment.",
        NextStep.NameIssuer => " Use New-GenesysEnvironment -Issuer.",
        NextStep.ChooseLayout => $" Use -Layout {exception.NextStepArgument}.",
        NextStep.ReplaceTokenAddress => " See New-GenesysEnvironment -TokenUri.",
        NextStep.ReplaceGuestsAddress => " See New-GenesysEnvironment -GuestsUri.",
        NextStep.CheckProxy => " See Connect-GenesysGuest -Proxy and -NoProxy.",
        NextStep.GiveProxyCredential => " Use Connect-GenesysGuest -ProxyCredential or -ProxyUseDefaultCredentials.",
        NextStep.RunAgain => " Use the same line again if it has a journal; otherwise use it with $failed.TargetObject in place of its input, and with the same parameters.",
        NextStep.RetryUnknown => " Use -RetryUnknown.",
        NextStep.ReadWithEncoding => $" Use Import-Csv -Encoding{(exception.NextStepArgument is { } encoding ? $" {encoding}" : "")}.",
        NextStep.ReadAfterFirstLine => $" Use Get-Content $file | Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter {Quoted(exception.NextStepArgument)}.",
        NextStep.ReadWithDelimiter => $" Use Import-Csv -Delimiter {Quoted(exception.NextStepArgument)}.",
        NextStep.ChooseNameColumn => $" Use -NameColumn {Column(exception)}.",
        NextStep.ChooseEmailColumn => $" Use -EmailColumn {Column(exception)}.",
        _ => "",
    };

    private static string Column(GenesysException exception) => exception.NextStepArgument is { } column ? $"'{column.Replace("'", "''")}'" : "<column>";

    private static string Quoted(string? delimiter) => delimiter is "\t" ? "\"`t\"" : $"'{delimiter}'";
}
