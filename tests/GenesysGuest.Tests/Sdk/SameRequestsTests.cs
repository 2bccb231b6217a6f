using System.Text;

namespace GenesysGuest.Tests.Sdk;

/// <summary>The module asks for the same at the same addresses as the vendor's SDK does.</summary>
public sealed class SameRequestsTests
{
    private const string ClientId = "3f9c2a60-0000-4000-8000-000000000001";
    private const string ClientSecret = "nMQ0Wq3-bIu_7Zs";
    private const string RedirectUri = "http://127.0.0.1:8765/callback";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Granted = """{"access_token":"at-1","token_type":"bearer","expires_in":86399,"refresh_token":"rt-2"}""";
    private const string Created = """{"id":"g-1","name":"Ada","email":"ada@example.com","token":"gt-1"}""";

    private static readonly OAuthClient Confidential = new(ClientId, ClientSecret);

    [SdkFact]
    public Task Client_credentials_are_exchanged_alike() => WireRequest.AssertAlikeAsync(
        [["signIn", ClientId, ClientSecret]], (there, options) => OpenAsync(Grant.ClientCredentials(there, Confidential), options), Granted);

    [SdkFact]
    public Task A_code_of_a_public_client_is_redeemed_alike() => WireRequest.AssertAlikeAsync(
        [["redeemCodeByPkce", ClientId, Verifier, "code-1+/=", RedirectUri]],
        (there, options) => OpenAsync(Grant.AuthorizationCode(there, ClientId, "code-1+/=", Pkce.FromVerifier(Verifier), RedirectUri), options),
        Granted);

    [SdkFact]
    public Task A_code_of_a_client_with_a_secret_is_redeemed_alike_but_for_the_proof_key() => WireRequest.AssertAlikeAsync(
        [["redeemCode", ClientId, ClientSecret, "code-1", RedirectUri]],
        (there, options) => OpenAsync(Grant.AuthorizationCode(there, Confidential, "code-1", Pkce.FromVerifier(Verifier), RedirectUri), options),
        Granted,
        new Difference("field code_verifier", Sdk: null, Ours: Verifier, "PKCE is recommended for clients with a secret, too (RFC 9700 §2.1.1): a stolen code is of no use."));

    [SdkFact]
    public Task A_token_is_renewed_alike() => WireRequest.AssertAlikeAsync(
        [["refresh", ClientId, ClientSecret, "rt-1"]], (there, options) => OpenAsync(Grant.RefreshToken(there, Confidential, "rt-1"), options), Granted);

    [SdkFact]
    public Task A_secret_with_other_characters_is_encoded_as_the_standard_says_and_as_the_SDK_does_not() => WireRequest.AssertAlikeAsync(
        [["signIn", ClientId, "a+b/c%"]],
        (there, options) => OpenAsync(Grant.ClientCredentials(there, new OAuthClient(ClientId, "a+b/c%")), options),
        Granted,
        new Difference(
            "authorization",
            Sdk: Basic("a+b/c%"),
            Ours: Basic("a%2Bb%2Fc%25"),
            "Both halves are form-encoded before they are joined (RFC 6749 §2.3.1). A secret of letters, digits, '-' and '_' is the same either way."));

    [SdkFact]
    public Task A_guest_is_asked_for_alike() => WireRequest.AssertAlikeAsync(
        [["useToken", "at-1"], ["createGuest", new { name = "Ada", email = "ada@example.com", customAttributes = new { tier = "gold" } }]], CreateAdaAsync, Created);

    private static async Task OpenAsync(Grant grant, ConnectionOptions options)
    {
        using Connection connection = await Connection.OpenAsync(grant, options);
    }

    private static async Task CreateAdaAsync(GenesysEnvironment there, ConnectionOptions options)
    {
        using Connection connection = Opened.With(there, "at-1", options);
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection);
        GuestRequest ada = new("Ada", "ada@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["tier"] = "gold" });
        await foreach (GuestOutcome outcome in provisioner.RunAsync([new GuestRow(1, ada)]))
        {
            Assert.NotNull(outcome.Guest);
        }
    }

    private static string Basic(string secret) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{secret}"));
}
