namespace GenesysGuest;

/// <summary>The hosts of an organization's three endpoints.</summary>
public enum HostLayout
{
    /// <summary>All three endpoints are under <c>https://{domain}/api/v2</c>.</summary>
    ApiPath,

    /// <summary>The endpoints are on the hosts that Genesys Cloud publishes: <c>login.{domain}</c> and <c>api.{domain}</c>.</summary>
    Regional,
}
