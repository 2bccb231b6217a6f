using System.Text.Json;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>What is sent to create a guest (contract §3).</summary>
public sealed class GuestOnTheWireTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task It_goes_to_the_guests_address() =>
        Assert.Equal("https://usw2.pure.cloud/api/v2/externalusers/guests", (await SendAsync(new("Ada", "ada@example.com"))).Address.AbsoluteUri);

    [Theory]
    [InlineData("Authorization", "Bearer at-0")]
    [InlineData("Content-Type", "application/json")]
    [InlineData("Accept", "application/json")]
    public async Task It_has_a_header(string name, string value) =>
        Assert.Equal(value, (await SendAsync(new("Ada", "ada@example.com"))).Headers[name]);

    [Fact]
    public async Task It_names_the_product() =>
        Assert.Matches(@"^GenesysGuest/\d+\.\d+\.\d+$", (await SendAsync(new("Ada", "ada@example.com"))).Headers["User-Agent"]);

    [Fact]
    public async Task Its_body_is_that_of_the_contract() => Assert.Equal(
        """{"name":"Ada","email":"ada@example.com","customAttributes":{"tier":"gold","locale":"de"}}""",
        (await SendAsync(new("Ada", "ada@example.com", new Dictionary<string, string> { ["tier"] = "gold", ["locale"] = "de" }))).Body);

    [Fact]
    public async Task Attributes_are_left_out_when_there_are_none() =>
        Assert.Equal("""{"name":"Ada","email":"ada@example.com"}""", (await SendAsync(new("Ada", "ada@example.com"))).Body);

    [Fact]
    public async Task Attributes_are_left_out_when_they_are_empty() => Assert.Equal(
        """{"name":"Ada","email":"ada@example.com"}""", (await SendAsync(new("Ada", "ada@example.com", new Dictionary<string, string>()))).Body);

    [Fact]
    public async Task An_empty_value_is_sent() => Assert.Equal(
        """{"name":"Ada","email":"ada@example.com","customAttributes":{"note":""}}""",
        (await SendAsync(new("Ada", "ada@example.com", new Dictionary<string, string> { ["note"] = "" }))).Body);

    [Theory]
    [InlineData("山田 太郎")]
    [InlineData("عبد الله")]
    [InlineData("Zoë O'Hara-Šimić")]
    [InlineData("Ada 🎉👩‍🚀")]
    [InlineData("\"quoted\" \\ / <b>&")]
    [InlineData("علی\u200Cرضا")]
    [InlineData("e\u0301 is not \u00e9")]
    public async Task A_name_arrives_as_it_was_given(string name)
    {
        using JsonDocument body = JsonDocument.Parse((await SendAsync(new(name, "ada@example.com"))).Body);

        Assert.Equal(name, body.RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("部署", "営業")]
    [InlineData("مستوى", "ذهبي")]
    [InlineData("mood 🎉", "👍🏽")]
    [InlineData("a.b\"c", "\\ \" \n")]
    public async Task An_attribute_arrives_as_it_was_given(string key, string value)
    {
        GuestRequest request = new("Ada", "ada@example.com", new Dictionary<string, string> { [key] = value });
        using JsonDocument body = JsonDocument.Parse((await SendAsync(request)).Body);

        Assert.Equal(value, body.RootElement.GetProperty("customAttributes").GetProperty(key).GetString());
    }

    private async Task<SentRequest> SendAsync(GuestRequest request)
    {
        _server.Guests.Replies(Reply.Guest());
        using Connection connection = _server.Connect();
        await connection.CreateGuestAsync(request);
        return Assert.Single(_server.Guests.Requests);
    }
}
