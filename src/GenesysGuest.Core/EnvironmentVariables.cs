namespace GenesysGuest;

/// <summary>What the vendor's command-line tool reads from environment variables, read the same way.</summary>
/// <param name="read">Reads a variable.</param>
public sealed class EnvironmentVariables(Func<string, string?>? read = null)
{
    /// <summary>The organization's region or domain.</summary>
    public const string RegionVariable = "GENESYSCLOUD_REGION";

    /// <summary>The OAuth client's id.</summary>
    public const string ClientIdVariable = "GENESYSCLOUD_OAUTHCLIENT_ID";

    /// <summary>The OAuth client's secret.</summary>
    public const string ClientSecretVariable = "GENESYSCLOUD_OAUTHCLIENT_SECRET";

    /// <summary>An access token from elsewhere.</summary>
    public const string AccessTokenVariable = "GENESYSCLOUD_ACCESS_TOKEN";

    private readonly Func<string, string?> _read = read ?? System.Environment.GetEnvironmentVariable;

    /// <summary>The secret, if there is one.</summary>
    public string? ClientSecret => Read(ClientSecretVariable);

    /// <summary>The access token, if there is one. It goes before the secret, as with the vendor's tools.</summary>
    public string? AccessToken => Read(AccessTokenVariable);

    /// <summary>The given environment, or the one that the variables name.</summary>
    /// <param name="given">What was given.</param>
    /// <returns>An environment.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>: there is none.</exception>
    public GenesysEnvironment Environment(GenesysEnvironment? given) => given ?? (Read(RegionVariable) is { } region
        ? GenesysEnvironment.Parse(region)
        : throw new GenesysException(
            ErrorId.InvalidEnvironment, "No environment was given.",
            $"Give the domain of your organization (usw2.pure.cloud), or set {RegionVariable}.") { NextStep = NextStep.NameEnvironment });

    /// <summary>The given client id, or the one that the variables name.</summary>
    /// <param name="clientId">What was given.</param>
    /// <returns>A client id.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public string ClientId(string? clientId) => clientId ?? Read(ClientIdVariable)
        ?? throw new ArgumentException($"No client id was given. Give the id of the OAuth client, or set {ClientIdVariable}.", nameof(clientId));

    /// <summary>What the variables say; the secret stays out of text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Join(", ", new[] { RegionVariable, ClientIdVariable, ClientSecretVariable, AccessTokenVariable }
        .Where(variable => Read(variable) is not null)
        .Select(variable => variable is ClientSecretVariable or AccessTokenVariable ? $"{variable}=(set)" : Printable.Text($"{variable}={Read(variable)}"))
        .DefaultIfEmpty("None is set"));

    private string? Read(string variable) => _read(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
