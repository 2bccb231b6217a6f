namespace GenesysGuest.Preflight;

/// <summary>An endpoint of a sign-in, the authorize address or the token address, with its checks.</summary>
/// <param name="Part">The part of the environment.</param>
/// <param name="Name">The name for messages.</param>
/// <param name="AddressIn">Returns the address.</param>
/// <param name="LookAsync">Sends the test request.</param>
internal sealed record SignInEndpoint(
    EnvironmentPart Part, string Name, Func<GenesysEnvironment, Uri> AddressIn, Func<Lookout, Uri, CancellationToken, Task<Sight>> LookAsync)
{
    public static SignInEndpoint Authorize { get; } = new(
        EnvironmentPart.Authorize, "sign-in page", static environment => environment.AuthorizeUri,
        static (lookout, address, cancellationToken) => lookout.AuthorizeAsync(address, redirectUri: null, cancellationToken));

    public static SignInEndpoint Token { get; } = new(
        EnvironmentPart.Token, "token endpoint", static environment => environment.TokenUri,
        static (lookout, address, cancellationToken) => lookout.TokenAsync(address, cancellationToken));

    /// <summary>Interprets a result. If the endpoint was not found, also checks the other layout.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="sight">The result.</param>
    /// <param name="lookout">Sends the test requests.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The finding.</returns>
    public async Task<EnvironmentFinding> ConcludeAsync(GenesysEnvironment environment, Sight sight, Lookout lookout, CancellationToken cancellationToken)
    {
        if (sight.Presence == Presence.Here)
        {
            return (int)sight.Response!.Status is 429 or >= 500
                ? new(Part, FindingStatus.Warning, sight.Asked, $"The {Name} is temporarily unavailable: {sight.Answer}.", "Try again in a few minutes.")
                : new(Part, FindingStatus.Passed, sight.Asked, $"The {Name} was found ({(int)sight.Response.Status}).");
        }

        string nothing = $"No {Name} was found at {sight.Address.GetLeftPart(UriPartial.Path)}: {sight.Answer}.";
        if (!sight.IsOfProxy && environment.InOtherLayout(AddressIn) is { } other
            && (await LookAsync(lookout, AddressIn(other), cancellationToken).ConfigureAwait(false)).Presence == Presence.Here)
        {
            return new(Part, FindingStatus.Failed, sight.Asked, nothing, $"The layout {other.Layout} has a {Name}: {AddressIn(other)}.")
            {
                NextStep = NextStep.ChooseLayout,
                NextStepArgument = other.Layout.ToString(),
            };
        }

        return sight.Presence switch
        {
            Presence.Moved => new(Part, FindingStatus.Passed, sight.Asked, $"The {Name} was found: {sight.Answer}."),
            Presence.Unreachable => new(Part, FindingStatus.Failed, sight.Asked, $"The {Name} could not be reached: {sight.Answer}.", sight.Failure!.Remedy) { NextStep = sight.Failure.NextStep },
            Presence.Elsewhere => new(
                Part, FindingStatus.Failed, sight.Asked, nothing,
                "Another system responded. Open a web page in a browser to see whether this network requires you to sign in. Otherwise, check the environment, and check how your gateway handles this request.")
            {
                NextStep = NextStep.SkipEnvironmentCheck,
            },
            _ => new(Part, FindingStatus.Failed, sight.Asked, nothing, $"Check that {environment.Name} is the domain of your organization's region. No {Name} was found in the other layout either.")
            {
                NextStep = NextStep.SkipEnvironmentCheck,
            },
        };
    }
}
