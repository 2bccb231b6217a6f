using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GenesysGuest.Http;

/// <summary>Reports the certificates that servers present. The operating system decides whether they are trusted, as it does if they are not reported.</summary>
internal static class Certificates
{
#if NETSTANDARD2_0
    /// <summary>Returns the validation callback of a handler.</summary>
    /// <param name="seen">Receives each certificate. If null, the handler validates certificates itself.</param>
    /// <returns>The callback, or null.</returns>
    public static Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool>? Validator(Action<CertificateSeen>? seen) => seen is null ? null
        : (request, certificate, _, errors) => Decide(seen, request.RequestUri?.Host, certificate, errors);
#else
    /// <summary>Returns the validation callback of a handler.</summary>
    /// <param name="seen">Receives each certificate. If null, the handler validates certificates itself.</param>
    /// <returns>The callback, or null.</returns>
    public static RemoteCertificateValidationCallback? Validator(Action<CertificateSeen>? seen) => seen is null ? null
        : (sender, certificate, _, errors) => Decide(seen, (sender as SslStream)?.TargetHostName, certificate, errors);
#endif

    private static bool Decide(Action<CertificateSeen> seen, string? host, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not null)
        {
            using X509Certificate2 whole = new(certificate);
            string issuer = whole.GetNameInfo(X509NameType.SimpleName, forIssuer: true) is { Length: > 0 } name ? name : whole.Issuer;
            seen(new(host ?? "", Printable.Text(issuer), whole.NotAfter.ToUniversalTime(), errors == SslPolicyErrors.None));
        }

        return errors == SslPolicyErrors.None;
    }
}
