namespace GenesysGuest.Http;

/// <summary>A certificate that a server presented.</summary>
/// <param name="Host">The host that was asked for.</param>
/// <param name="Issuer">Who issued it: for a company that looks into connections, the company.</param>
/// <param name="NotAfter">Until when it is good (UTC).</param>
/// <param name="IsTrusted">Whether this computer trusts it, for this host.</param>
internal sealed record CertificateSeen(string Host, string Issuer, DateTime NotAfter, bool IsTrusted);
