using System.Text;
using GenesysGuest.Http;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>What a success says of the guest. Only the id and the token must be there.</summary>
public sealed class GuestResponseTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    public async Task All_of_it_is_read(int status) => Assert.Equal(
        new Guest(
            "g-7", "Ada L.", "ada.l@example.com", "t0ken", new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
            new DateTimeOffset(2030, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)), "/api/v2/externalusers/guests/g-7"),
        await CreateAsync(Reply.Json(
            status,
            """
            {"id":"g-7","name":"Ada L.","email":"ada.l@example.com","token":"t0ken","createdDate":"2030-01-02T03:04:05.678Z",
             "updatedDate":"2030-01-02T04:04:05+01:00","selfUri":"/api/v2/externalusers/guests/g-7"}
            """)));

    [Fact]
    public async Task A_date_without_an_offset_is_UTC() =>
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), (await CreateAsync("\"createdDate\":\"2030-01-02T03:04:05\"")).CreatedDate);

    [Fact]
    public async Task What_the_answer_leaves_out_is_what_was_asked_for() =>
        Assert.Equal(new Guest("g", "Ada", "ada@example.com", "t", CreatedDate: null, UpdatedDate: null, SelfUri: null), await CreateAsync("\"x\":1"));

    [Fact]
    public async Task Unknown_members_are_ignored() =>
        Assert.Equal("t", (await CreateAsync("\"division\":{\"id\":\"d\",\"token\":\"other\"},\"list\":[{\"id\":\"l\"}],\"n\":null")).Token);

    [Theory]
    [InlineData("\"name\":5")]
    [InlineData("\"name\":null")]
    [InlineData("\"name\":{\"first\":\"Ada\"}")]
    [InlineData("\"name\":[\"Ada\"]")]
    [InlineData("\"name\":\"\\ud83d\"")]
    [InlineData("\"email\":true")]
    [InlineData("\"createdDate\":1893553445000")]
    [InlineData("\"createdDate\":\"soon\"")]
    [InlineData("\"createdDate\":\"\\ud800\"")]
    [InlineData("\"updatedDate\":{}")]
    [InlineData("\"token\":5")]
    [InlineData("\"\\ud800\":1")]
    [InlineData("\"selfUri\":[[[]]]")]
    public async Task A_member_of_another_type_does_not_lose_the_token(string member) => Assert.Equal("t", (await CreateAsync(member)).Token);

    [Fact]
    public async Task A_member_that_is_nested_without_end_does_not_lose_the_token() =>
        Assert.Equal("t", (await CreateAsync($"\"x\":{new string('[', 100_000)}{new string(']', 100_000)}")).Token);

    [Fact]
    public async Task A_member_after_the_token_does_not_lose_it() =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, """{"id":"g","token":"t","token":null,"\udc00":{}}"""))).Token);

    [Fact]
    public async Task A_number_is_an_id() => Assert.Equal("12345678901234567890", (await CreateAsync(Reply.Json(201, """{"id":12345678901234567890,"token":"t"}"""))).Id);

    [Fact]
    public async Task What_follows_the_object_does_not_lose_the_token() =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, """{"id":"g","token":"t"}<!-- seen by the gateway -->"""))).Token);

    [Fact]
    public async Task An_object_that_came_whole_counts_though_the_connection_broke_after_it() =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, """{"id":"g","token":"t"}""").CutOff())).Token);

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task Compression_that_nobody_asked_for_does_not_lose_the_token(string coding) =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, """{"id":"g","token":"t"}""").Encoded(coding))).Token);

    [Fact]
    public async Task A_compressed_object_that_came_whole_counts_though_the_connection_broke_after_it() =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, """{"id":"g","token":"t"}""").Encoded("gzip").CutOff())).Token);

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("br, gzip")]
    [InlineData("zstd")]
    public async Task Compression_that_is_named_and_not_done_does_not_lose_the_token(string coding) =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, """{"id":"g","token":"t"}""", ("Content-Encoding", coding)))).Token);

    [Theory]
    [InlineData("\"id\":\"g\",\"token\":\"t\"}")]
    [InlineData("\n{\"id\":\"g\",\"token\":\"t\"}")]
    [InlineData("<html>Bad gateway</html>")]
    public void What_cannot_be_decoded_stays_as_it_came(string body)
    {
        foreach (string coding in (string[])["gzip", "deflate", "br"])
        {
            (ReadOnlyMemory<byte> decoded, BodyCompleteness completeness) = ContentDecoding.Decode(Encoding.Latin1.GetBytes(body), BodyCompleteness.Whole, [coding]);

            Assert.Equal((body, BodyCompleteness.Whole), (Encoding.Latin1.GetString(decoded.Span), completeness));
        }
    }

    [Fact]
    public async Task What_is_small_and_grows_without_end_is_read_within_bounds()
    {
        byte[] bomb = Encoding.UTF8.GetBytes($"{{\"x\":\"{new string('x', 50_000_000)}\",\"id\":\"g\",\"token\":\"t\"}}");

        Assert.Equal(ErrorId.UnexpectedResponse, (await Assert.ThrowsAsync<ProvisioningException>(() => CreateAsync(Reply.Bytes(201, bomb).Encoded("gzip")))).ErrorId);
    }

    [Fact]
    public async Task Compression_is_not_asked_for()
    {
        await CreateAsync("\"x\":1");

        Assert.Equal("identity", _server.Guests.Requests[0].Headers["Accept-Encoding"]);
    }

    [Fact]
    public async Task A_member_that_is_no_UTF_8_does_not_lose_the_token()
    {
        byte[] body = [.. "{\"id\":\"g\",\"name\":\""u8, 0xff, .. "\",\"token\":\"t\"}"u8];

        Assert.Equal("t", (await CreateAsync(Reply.Bytes(201, body))).Token);
    }

    [Fact]
    public async Task A_byte_order_mark_does_not_lose_the_token() =>
        Assert.Equal("t", (await CreateAsync(Reply.Json(201, "\uFEFF{\"id\":\"g\",\"token\":\"t\"}"))).Token);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"nonsense\"")]
    [InlineData("nonsense")]
    public async Task The_media_type_does_not_lose_the_token(string contentType) =>
        Assert.Equal("t", (await CreateAsync(Reply.Text(201, """{"id":"g","token":"t"}""", contentType))).Token);

    [Fact]
    public async Task A_long_answer_is_read_to_its_end() =>
        Assert.Equal("t", (await CreateAsync($"\"x\":\"{new string('x', 900_000)}\"")).Token);

    [Fact]
    public void A_guests_text_has_no_token() => Assert.Equal(
        "Ada <ada@example.com> (g-1)",
        new Guest("g-1", "Ada", "ada@example.com", "s3cret", CreatedDate: null, UpdatedDate: null, SelfUri: null).ToString());

    [Fact]
    public void A_guests_text_cannot_steer_a_terminal() => Assert.DoesNotContain(
        new Guest("g\e[2J", "A\nda\u202e", "a\u009b", "t", CreatedDate: null, UpdatedDate: null, SelfUri: null).ToString(),
        c => char.IsControl(c) || c == '\u202e');

    private Task<Guest> CreateAsync(string members) => CreateAsync(Reply.Json(201, $"{{\"id\":\"g\",{members},\"token\":\"t\"}}"));

    private async Task<Guest> CreateAsync(Reply reply)
    {
        _server.Guests.Replies(reply);
        using Connection connection = _server.Connect();
        return await connection.CreateGuestAsync(new("Ada", "ada@example.com"));
    }
}
