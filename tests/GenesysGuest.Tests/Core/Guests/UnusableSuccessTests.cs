using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>A success without an id or a token, or that is not JSON: The guest exists, but its token is lost.</summary>
public sealed class UnusableSuccessTests
{
    private readonly ScriptedServer _server = new();

    public static TheoryData<string> Bodies =>
    [
        """{"id":"g-1"}""",
        """{"token":"t"}""",
        """{"id":"","token":"t"}""",
        """{"id":"g-1","token":""}""",
        """{"id":"g-1","token":null}""",
        """{"id":"g-1","token":5}""",
        """{"id":true,"token":"t"}""",
        """{"id":"g-1","token":"\ud800"}""",
        """{"id":"g-1","token":"t" trailing""",
        """{"id":"g-1","token":"t""",
        """[{"id":"g-1","token":"t"}]""",
        "null",
        "{}",
        "",
        "<!doctype html><title>Sign in to this network</title>",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_an_error_of_its_own(string body) =>
        Assert.Equal(ErrorId.UnexpectedResponse, (await FailAsync(Reply.Json(201, body))).ErrorId);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_not_asked_for_again(string body)
    {
        await FailAsync(Reply.Json(200, body));

        Assert.Equal(1, _server.Guests.Count);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(205)]
    public async Task A_success_without_a_body_is_one_too(int status) =>
        Assert.Equal(ErrorId.UnexpectedResponse, (await FailAsync(Reply.Empty(status))).ErrorId);

    [Fact]
    public async Task The_error_says_that_the_guest_exists() =>
        Assert.EndsWith("The guest exists, but its token is lost.", (await FailAsync(Reply.Of(201))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"id":"g-1"}""", "id 'g-1'")]
    [InlineData("""{"id":17,"token":null,"selfUri":"/api/v2/externalusers/guests/17"}""", "id '17', selfUri '/api/v2/externalusers/guests/17'")]
    [InlineData("""{"data":[{"guestId":"g-1","links":{"self":"https://x/g-1"},"token":"t"}]}""", "guestId 'g-1', self 'https://x/g-1'")]
    [InlineData("""{"id":"g-1","again":{"id":"g-1"}}""", "id 'g-1'")]
    public async Task The_error_gives_every_id_and_link_by_which_the_guest_can_be_found(string body, string traces) =>
        Assert.EndsWith($"its token is lost. The response contains {traces}.", (await FailAsync(Reply.Json(201, body))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"id":"\ud800","name":"Ada"}""")]
    [InlineData("""{"id":{},"uri":[],"valid":true}""")]
    public async Task What_is_no_text_is_no_id(string body) =>
        Assert.EndsWith("its token is lost.", (await FailAsync(Reply.Json(201, body))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_id_that_repeats_the_access_token_is_not_shown() =>
        Secrecy.AssertHidden(await FailAsync(Reply.Json(201, """{"id":"at-0","href":"https://x/?access_token=at-0"}""")), "at-0");

    [Fact]
    public async Task The_error_keeps_the_status() => Assert.Equal(HttpStatusCode.Created, (await FailAsync(Reply.Of(201))).StatusCode);

    [Fact]
    public async Task The_error_keeps_the_correlation_id() =>
        Assert.Equal("c-7", (await FailAsync(Reply.Of(201, ("ININ-Correlation-Id", "c-7")))).CorrelationId);

    [Fact]
    public async Task The_error_does_not_repeat_a_token() =>
        Secrecy.AssertHidden(await FailAsync(Reply.Json(201, """{"token":"s3cret-token"}""")), "s3cret-token", "at-0");

    private Task<ProvisioningException> FailAsync(Reply reply)
    {
        _server.Guests.Replies(reply);
        Connection connection = _server.Connect();
        return Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com")));
    }
}
