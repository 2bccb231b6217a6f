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
        NextStep.ChooseLayout => $" Use New-GenesysEnvironment -Layout {exception.NextStepArgument}.",
        NextStep.ReplaceTokenAddress => " See New-GenesysEnvironment -TokenUri.",
        NextStep.ReplaceGuestsAddress => " See New-GenesysEnvironment -GuestsUri.",
        NextStep.CheckProxy => " See Connect-GenesysGuest -Proxy and -NoProxy.",
        NextStep.GiveProxyCredential => " Use Connect-GenesysGuest -ProxyCredential or -ProxyUseDefaultCredentials.",
        NextStep.RunAgain => " Use $failed.TargetObject | New-GenesysGuest.",
        NextStep.RetryUnknown => " Use -RetryUnknown.",
        NextStep.ReadWithEncoding => " Use Import-Csv -Encoding.",
        NextStep.ReadWithDelimiter => $" Use Import-Csv -Delimiter {Quoted(exception.NextStepArgument)}.",
        NextStep.RenameColumn => $" Use Select-Object *, @{{ Name = '{exception.NextStepArgument}'; Expression = 'Its name' }}.",
        _ => "",
    };

    private static string Quoted(string? delimiter) => delimiter is "\t" ? "\"`t\"" : $"'{delimiter}'";
}
