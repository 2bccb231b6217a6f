namespace GenesysGuest.Tests;

/// <summary>Connections that are there at once: with an access token from elsewhere nothing is sent.</summary>
internal static class Opened
{
    public static Connection With(GenesysEnvironment environment, string accessToken, ConnectionOptions? options = null)
    {
        Task<Connection> opened = Connection.OpenAsync(Grant.AccessToken(environment, accessToken), options);
        Assert.True(opened.IsCompletedSuccessfully);
        return opened.Result;
    }
}
