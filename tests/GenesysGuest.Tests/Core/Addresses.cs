namespace GenesysGuest.Tests.Core;

internal static class Addresses
{
    /// <summary>The three addresses as text: authorize, token, guests.</summary>
    public static string[] Of(GenesysEnvironment environment) =>
        [environment.AuthorizeUri.AbsoluteUri, environment.TokenUri.AbsoluteUri, environment.GuestsUri.AbsoluteUri];
}
