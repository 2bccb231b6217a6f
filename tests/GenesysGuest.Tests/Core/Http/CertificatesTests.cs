using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>A certificate is told of, and the operating system decides.</summary>
public sealed class CertificatesTests
{
    private static readonly DateTimeOffset End = new(2031, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly List<CertificateSeen> _seen = [];

    [Theory]
    [InlineData(SslPolicyErrors.None, "CN=Acme Root, O=Acme", "Acme Root")]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, "CN=Acme Root, O=Acme", "Acme Root")]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch, "CN=Acme\u202E Root", "Acme  Root")]
    public void It_is_told_of_and_trusted_if_the_system_found_nothing(SslPolicyErrors errors, string issuer, string shown)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=usw2.pure.cloud", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), End.AddYears(-1), End, [1]);

        Assert.Equal(errors == SslPolicyErrors.None, Decide(certificate, errors));

        Assert.Equal(new CertificateSeen("", shown, End.UtcDateTime, errors == SslPolicyErrors.None), Assert.Single(_seen));
    }

    [Fact]
    public void Where_there_is_none_nothing_is_told()
    {
        Assert.False(Decide(certificate: null, SslPolicyErrors.RemoteCertificateNotAvailable));

        Assert.Empty(_seen);
    }

    [Fact]
    public void Where_nobody_asks_the_system_decides_alone() => Assert.Null(Certificates.Validator(seen: null));

    private bool Decide(X509Certificate2? certificate, SslPolicyErrors errors) => Certificates.Validator(_seen.Add)!(this, certificate, chain: null, errors);
}
