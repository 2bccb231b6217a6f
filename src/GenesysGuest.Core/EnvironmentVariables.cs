namespace GenesysGuest;

/// <summary>Reads the same environment variables, in the same way, as the vendor's command-line tool.</summary>
/// <param name="read">Reads a variable.</param>
public sealed class EnvironmentVariables(Func<string, string?>? read = null)
{
    /// <summary>The region or domain of the organization.</summary>
    public const string RegionVariable = "GENESYSCLOUD_REGION";

    /// <summary>The id of the OAuth client.</summary>
    public const string ClientIdVariable = "GENESYSCLOUD_OAUTHCLIENT_ID";

    /// <summary>The secret of the OAuth client.</summary>
    public const string ClientSecretVariable = "GENESYSCLOUD_OAUTHCLIENT_SECRET";

    /// <summary>An access token that was issued elsewhere.</summary>
    public const string AccessTokenVariable = "GENESYSCLOUD_ACCESS_TOKEN";

    private readonly Func<string, string?> _read = read ?? System.Environment.GetEnvironmentVariable;

    /// <summary>The client secret, or null if the variable is not set.</summary>
    public string? ClientSecret => Read(ClientSecretVariable);

    /// <summary>The access token, or null if the variable is not set. It takes precedence over the secret, as in the vendor's tools.</summary>
    public string? AccessToken => Read(AccessTokenVariable);

    /// <summary>Returns the specified environment, or the environment of the variable if none is specified.</summary>
    /// <param name="given">The specified environment, or null.</param>
    /// <returns>An environment.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>: no environment was specified, or the value of the variable is invalid.</exception>
    public GenesysEnvironment Environment(GenesysEnvironment? given) => given ?? (Read(RegionVariable) is { } region
        ? GenesysEnvironment.Parse(region)
        : throw new GenesysException(
            ErrorId.InvalidEnvironment, "No environment was specified.",
            $"Specify the domain of your organization, such as usw2.pure.cloud, or set {RegionVariable}.") { NextStep = NextStep.NameEnvironment });

    /// <summary>Returns the specified client id, or the value of the variable if none is specified.</summary>
    /// <param name="clientId">The specified client id, or null.</param>
    /// <returns>A client id.</returns>
    /// <exception cref="ArgumentException">No client id was specified.</exception>
    public string ClientId(string? clientId) => clientId ?? Read(ClientIdVariable)
        ?? throw new ArgumentException($"No client id was specified. Specify the id of the OAuth client, or set {ClientIdVariable}.", nameof(clientId));

    /// <summary>Returns the values of the variables, without secrets.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Join(", ", new[] { RegionVariable, ClientIdVariable, ClientSecretVariable, AccessTokenVariable }
        .Where(variable => Read(variable) is not null)
        .Select(variable => variable is ClientSecretVariable or AccessTokenVariable ? $"{variable}=(set)" : Printable.Text($"{variable}={Read(variable)}"))
        .DefaultIfEmpty("No variable is set"));

    private string? Read(string variable) => _read(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
