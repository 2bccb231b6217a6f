using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>An address that issues no tokens blames neither the code nor the service: it is named, and so is the layout that may be the right one.</summary>
public sealed class WrongTokenAddressTests
{
    private readonly ScriptedServer _server = new();

    public static TheoryData<int> Statuses => [300, 301, 302, 303, 307, 308, 399, 404, 405, 410];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task The_message_names_the_address(int status) => Assert.Contains(
        "https://usw2.pure.cloud/api/v2/oauth/token", (await RefusedAsync(_server, status)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task The_remedy_names_the_other_layout_and_its_address(int status)
    {
        SignInException error = await RefusedAsync(_server, status);

        Assert.Contains("https://login.usw2.pure.cloud/oauth/token", error.Remedy, StringComparison.Ordinal);
        Assert.EndsWith("Use -Layout Regional.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task The_remedy_speaks_neither_of_codes_nor_of_the_status_page(int status)
    {
        SignInException error = await RefusedAsync(_server, status);

        Assert.DoesNotContain("expired", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("status page", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_regional_hosts_it_leads_to_the_other_layout()
    {
        ScriptedServer regional = new() { Environment = GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional) };

        SignInException error = await RefusedAsync(regional, 404);

        Assert.Contains("https://login.usw2.pure.cloud/oauth/token", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Use -Layout ApiPath.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_token_address_was_replaced_no_layout_is_to_blame()
    {
        ScriptedServer replaced = new()
        {
            Environment = GenesysEnvironment.Parse("usw2.pure.cloud").With(tokenUri: new Uri("https://gateway.example.com/oauth/token")),
        };

        SignInException error = await RefusedAsync(replaced, 404);

        Assert.Contains("https://gateway.example.com/oauth/token", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("See New-GenesysEnvironment -TokenUri.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    private static Task<SignInException> RefusedAsync(ScriptedServer server, int status)
    {
        server.Token.Replies(Reply.Of(status));
        return Assert.ThrowsAsync<SignInException>(() => server.SignInAsync());
    }
}
