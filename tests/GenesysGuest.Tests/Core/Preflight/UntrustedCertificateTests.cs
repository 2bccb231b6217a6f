using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>A host whose certificate this computer does not trust, as where a company looks into connections.</summary>
public sealed class UntrustedCertificateTests
{
    [Fact]
    public async Task The_finding_names_who_issued_it()
    {
        using X509Certificate2 certificate = Issue("Inspection of Acme");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        Task serving = ServeAsync(listener, certificate, end.Token);
        GenesysEnvironment environment = GenesysEnvironment.Parse($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(environment, options: new ConnectionOptions { UseProxy = false }, cancellationToken: end.Token);
        await end.CancelAsync();
        await serving;

        EnvironmentFinding finding = Assert.Single(findings, finding => finding.Part == EnvironmentPart.Tls);
        Assert.Equal(FindingStatus.Failed, finding.Status);
        Assert.Contains("issued by Inspection of Acme", finding.Answer, StringComparison.Ordinal);
        Assert.Contains("Add its root certificate", finding.Remedy, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken end)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(end);
                using SslStream stream = new(client.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end);
                }
                catch (Exception refused) when (refused is IOException or AuthenticationException)
                {
                    // As it should be.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static X509Certificate2 Issue(string issuer)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={issuer}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pkcs12), password: null);
    }
}
