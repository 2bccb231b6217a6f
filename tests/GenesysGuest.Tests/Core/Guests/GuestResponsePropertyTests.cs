using System.Text;
using CsCheck;
using GenesysGuest.Guests;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>Whatever the guests endpoint says: a guest that came whole is not lost over what stands around it, and nothing raw escapes.</summary>
public sealed class GuestResponsePropertyTests
{
    private static readonly GuestRequest Request = new("Ada", "ada@example.com");

    private static readonly Gen<string> Whole = Outside.JsonObject(
        ("\"id\"", "\"g-1\""), ("\"token\"", "\"t0ken\""), ("\"name\"", "\"Ada\""), ("\"createdDate\"", "\"2030-01-02T03:04:05Z\""), ("\"selfUri\"", "null"));

    [Fact]
    public void All_of_it_is_read_however_it_is_written_and_whatever_stands_around_or_after_it() => Gen.Select(
        Outside.WellFormedText.Where(id => id.Length > 0), Outside.WellFormedText.Where(token => token.Length > 0), Outside.WellFormedText, Gen.DateTimeOffset).SelectMany((id, token, name, date) =>
            Gen.Select(Outside.Quoted(id), Outside.Quoted(token), Outside.Quoted(name)).SelectMany((idJson, tokenJson, nameJson) => Outside.JsonObject(
                ("\"id\"", idJson), ("\"token\"", tokenJson), ("\"name\"", nameJson), ("\"createdDate\"", $"\"{date:O}\"")))
            .Select(body => (Expected: new Guest(id, name, Request.Email, token, date, UpdatedDate: null, SelfUri: null), Body: body)))
        .Select(Outside.Bytes, Outside.Culture).Sample(
        (answer, after, culture) => Assert.Equal(
            answer.Expected, Outside.In(culture, () => GuestResponse.Read((byte[])[.. Encoding.UTF8.GetBytes(answer.Body), .. after], Request))),
        iter: 2000);

    [Fact]
    public void A_member_of_another_type_costs_nothing_even_if_the_member_stands_there_twice() => Gen.Select(
        Gen.OneOf("id", "name", "email", "token", "createdDate", "updatedDate", "selfUri"), Gen.OneOf("null", "true", "{\"id\":\"x\",\"token\":\"y\"}", "[\"x\"]", "\"\\ud800\"")).SelectMany((name, value) =>
            Outside.JsonObject(("\"id\"", "\"g-1\""), ("\"token\"", "\"t0ken\""), ($"\"{name}\"", value))).Sample(
        body => Assert.Equal(
            new Guest("g-1", Request.Name, Request.Email, "t0ken", CreatedDate: null, UpdatedDate: null, SelfUri: null), GuestResponse.Read(Encoding.UTF8.GetBytes(body), Request)),
        iter: 1000);

    [Fact]
    public void A_part_of_an_object_is_no_guest() => Gen.Select(Whole, Gen.Double.Unit).Sample(
        (body, part) =>
        {
            string text = body.TrimEnd();

            Assert.Null(GuestResponse.Read(Encoding.UTF8.GetBytes(text[..(int)(part * text.Length)]), Request));
        },
        iter: 1000);

    [Fact]
    public void Any_bytes_are_a_guest_with_an_id_and_a_token_or_none() => Gen.OneOf(Outside.Mutated(Whole.Select(Encoding.UTF8.GetBytes)), Outside.Bytes, Outside.Json.Select(Encoding.UTF8.GetBytes)).Sample(
        body =>
        {
            if (GuestResponse.Read(body, Request) is { } guest)
            {
                Assert.NotEmpty(guest.Id);
                Assert.NotEmpty(guest.Token);
                Secrecy.AssertPrintable(guest.ToString());
            }
        },
        iter: 5000);

    [Fact]
    public async Task Whatever_is_answered_there_is_a_guest_or_an_error_that_keeps_the_token_secret() => await Gen.Select(
        Gen.OneOf(Outside.Mutated(Whole.Select(Encoding.UTF8.GetBytes)), Outside.Bytes),
        Gen.OneOf(200, 201, 204, 302, 400, 401, 403, 404, 407, 408, 409, 429, 500, 503, 599),
        Gen.Select(Gen.OneOf("Retry-After", "inin-ratelimit-reset", "ININ-Correlation-Id", "Content-Encoding", "Date", "Content-Type", "Content-Length", "WWW-Authenticate"), Gen.OneOf(
            Outside.Text, Gen.OneOf("gzip", "br", "deflate", "0", "5", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"))).Array[0, 4]).SampleAsync(
        async (body, status, headers) =>
        {
            ScriptedServer server = new();
            server.Guests.Replies(Reply.Bytes(status, body, headers));
            using Connection connection = server.Connect();
            try
            {
                Guest guest = await connection.CreateGuestAsync(Request, maxRetryCount: 0);

                Assert.InRange(status, 200, 299);
                Assert.NotEmpty(guest.Token);
            }
            catch (ProvisioningException refused)
            {
                Secrecy.AssertHidden(refused, "at-0");
                Secrecy.AssertPrintable(refused);
            }
        },
        iter: 2000);
}
