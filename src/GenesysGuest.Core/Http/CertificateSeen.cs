namespace GenesysGuest.Http;

/// <summary>A certificate that a server presented.</summary>
/// <param name="Host">The requested host.</param>
/// <param name="Issuer">The issuer. If a company inspects its connections, it is the issuer.</param>
/// <param name="NotAfter">The expiration time (UTC).</param>
/// <param name="IsTrusted">Whether this computer trusts the certificate for this host.</param>
internal sealed record CertificateSeen(string Host, string Issuer, DateTime NotAfter, bool IsTrusted);
