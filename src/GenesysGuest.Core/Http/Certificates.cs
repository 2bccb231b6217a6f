using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GenesysGuest.Http;

/// <summary>Shows the certificates that servers present to whoever looks at them. Whether they are trusted is the system's to say, as without anyone looking.</summary>
internal static class Certificates
{
#if NETSTANDARD2_0
    /// <summary>What a handler asks about a certificate.</summary>
    /// <param name="seen">Told of each; null: nobody is, and the handler decides alone.</param>
    /// <returns>The question.</returns>
    public static Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool>? Validator(Action<CertificateSeen>? seen) => seen is null ? null
        : (request, certificate, _, errors) => Decide(seen, request.RequestUri?.Host, certificate, errors);
#else
    /// <summary>What a handler asks about a certificate.</summary>
    /// <param name="seen">Told of each; null: nobody is, and the handler decides alone.</param>
    /// <returns>The question.</returns>
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
