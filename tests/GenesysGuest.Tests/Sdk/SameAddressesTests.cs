namespace GenesysGuest.Tests.Sdk;

/// <summary>The module knows the regions of the vendor's SDK, and finds the same addresses in each.</summary>
public sealed class SameAddressesTests
{
    [SdkFact]
    public async Task The_regions_are_those_of_the_SDK()
    {
        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(server: null, ["regions"]);

        Assert.Equal(
            answers[0].Value.EnumerateObject().Select(region => (region.Name.Replace('_', '-'), region.Value.GetString()!)).Order(),
            GenesysRegion.All.Select(region => (region.Name, region.Domain)).Order());
    }

    [SdkFact]
    public async Task In_every_region_the_addresses_are_those_of_the_SDK()
    {
        GenesysEnvironment[] ours = [.. GenesysRegion.All.Select(region => GenesysEnvironment.Parse(region.Name, HostLayout.Regional))];

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(
            server: null, [.. ours.Select(environment => new object[] { "addressesOf", environment.Name })]);

        Assert.Equal(
            answers.Select(answer => (answer.Text("authorize")!, answer.Text("token")!, answer.Text("guests")!)),
            ours.Select(environment => (environment.AuthorizeUri.AbsoluteUri, environment.TokenUri.AbsoluteUri, environment.GuestsUri.AbsoluteUri)));
    }

    [SdkFact]
    public async Task The_sign_in_page_is_opened_with_the_same_parameters()
    {
        Pkce pkce = Pkce.Create();
        AuthorizationRequest ours = AuthorizationRequest.Create(
            GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional), "client-1", pkce: pkce);

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(
            server: null, ["addressOfSignIn", "usw2.pure.cloud", ours.ClientId, ours.RedirectUri, ours.State, pkce.CodeVerifier]);

        Uri theirs = new(answers[0].Value.GetString()!);
        Assert.Equal(theirs.GetLeftPart(UriPartial.Path), ours.Uri.GetLeftPart(UriPartial.Path));
        Assert.Equal(Parameters(theirs), Parameters(ours.Uri));
    }

    private static IEnumerable<string> Parameters(Uri address) =>
        address.Query[1..].Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal);
}
