namespace GenesysGuest;

/// <summary>Which hosts carry an organization's three endpoints.</summary>
public enum HostLayout
{
    /// <summary>All three below <c>https://{domain}/api/v2</c>.</summary>
    ApiPath,

    /// <summary>The hosts that Genesys Cloud publishes: <c>login.{domain}</c> and <c>api.{domain}</c>.</summary>
    Regional,
}
