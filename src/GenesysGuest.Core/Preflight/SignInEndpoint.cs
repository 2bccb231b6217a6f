namespace GenesysGuest.Preflight;

/// <summary>Where a sign-in goes: the authorize address or the token address, and what is found there.</summary>
/// <param name="Part">Which of them.</param>
/// <param name="Name">What it is, as messages name it.</param>
/// <param name="AddressIn">Where it is.</param>
/// <param name="LookAsync">How to look at it.</param>
internal sealed record SignInEndpoint(
    EnvironmentPart Part, string Name, Func<GenesysEnvironment, Uri> AddressIn, Func<Lookout, Uri, CancellationToken, Task<Sight>> LookAsync)
{
    public static SignInEndpoint Authorize { get; } = new(
        EnvironmentPart.Authorize, "sign-in page", static environment => environment.AuthorizeUri,
        static (lookout, address, cancellationToken) => lookout.AuthorizeAsync(address, redirectUri: null, cancellationToken));

    public static SignInEndpoint Token { get; } = new(
        EnvironmentPart.Token, "token endpoint", static environment => environment.TokenUri,
        static (lookout, address, cancellationToken) => lookout.TokenAsync(address, cancellationToken));

    /// <summary>What an answer means; where it is not the right one, the other layout is looked at before anything is said.</summary>
    /// <param name="environment">Where.</param>
    /// <param name="sight">The answer.</param>
    /// <param name="lookout">What looks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The finding.</returns>
    public async Task<EnvironmentFinding> ConcludeAsync(GenesysEnvironment environment, Sight sight, Lookout lookout, CancellationToken cancellationToken)
    {
        if (sight.Presence == Presence.Here)
        {
            return (int)sight.Response!.Status is 429 or >= 500
                ? new(Part, FindingStatus.Warning, sight.Asked, $"The {Name} is out of order at the moment: {sight.Answer}.", "Try again in a few minutes.")
                : new(Part, FindingStatus.Passed, sight.Asked, $"The {Name} is there ({(int)sight.Response.Status}).");
        }

        string nothing = $"There is no {Name} at {sight.Address.GetLeftPart(UriPartial.Path)}: {sight.Answer}.";
        if (!sight.IsOfProxy && environment.InOtherLayout(AddressIn) is { } other
            && (await LookAsync(lookout, AddressIn(other), cancellationToken).ConfigureAwait(false)).Presence == Presence.Here)
        {
            return new(Part, FindingStatus.Failed, sight.Asked, nothing, $"The layout {other.Layout} has one: {AddressIn(other)}.")
            {
                NextStep = NextStep.ChooseLayout,
                NextStepArgument = other.Layout.ToString(),
            };
        }

        return sight.Presence switch
        {
            Presence.Moved => new(Part, FindingStatus.Passed, sight.Asked, $"The {Name} is there: {sight.Answer}."),
            Presence.Unreachable => new(Part, FindingStatus.Failed, sight.Asked, $"The {Name} could not be reached: {sight.Answer}.", sight.Failure!.Remedy) { NextStep = sight.Failure.NextStep },
            Presence.Elsewhere => new(
                Part, FindingStatus.Failed, sight.Asked, nothing,
                "Something stands in between. Open a web page in a browser: this network may want you to sign in to it first. Otherwise, check the environment, and what your gateway does with such a request.")
            {
                NextStep = NextStep.SkipEnvironmentCheck,
            },
            _ => new(Part, FindingStatus.Failed, sight.Asked, nothing, $"Check that {environment.Name} is the domain of your organization's region. The other layout has none either, as far as can be seen.")
            {
                NextStep = NextStep.SkipEnvironmentCheck,
            },
        };
    }
}
