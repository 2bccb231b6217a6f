using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>JSON that may be anything: what is missing, or is of another kind, is nothing, and nothing throws.</summary>
public sealed class LenientJsonTests
{
    private const string Odd = """
        {"text":"a","half":"\ud800","number":7,"big":99999999999,"real":7.5,"date":"2030-01-02T12:00:00Z","true":true,"false":false,"null":null,"list":[1,"a"],"object":{"text":"b"},"\ud800":"c"}
        """;

    [Fact]
    public void A_member_is_what_it_is_or_nothing()
    {
        JsonElement root = JsonElement.Parse(Odd);

        Assert.Equal(("a", null, null, null), (root.Text("text"), root.Text("half"), root.Text("number"), root.Text("no")));
        Assert.Equal((7, null, null, null), (root.Number("number"), root.Number("big"), root.Number("real"), root.Number("text")));
        Assert.Equal((2030, null, null), (root.Date("date")?.Year, root.Date("text")?.Year, root.Date("number")?.Year));
        Assert.Equal((true, false, false, false), (root.IsTrue("true"), root.IsTrue("false"), root.IsTrue("text"), root.IsTrue("no")));
        Assert.Equal((2, 0, 0), (root.Member("list").Items().Count(), root.Member("object").Items().Count(), root.Member("no").Items().Count()));
        Assert.Equal(("b", null, null), (root.Member("object").Text("text"), root.Member("list").Text("text"), root.Member("no").Member("no").Text("no")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("\u0000")]
    public void What_is_not_JSON_is_nothing(string body) => Assert.Null(LenientJson.Read(Answer(body), root => root.ToString()));

    [Fact]
    public void What_was_not_read_to_its_end_is_nothing() =>
        Assert.Null(LenientJson.Read(Answer("{}") with { Completeness = BodyCompleteness.TooLong }, root => root.ToString()));

    [Fact]
    public void No_body_throws() => Gen.Byte.Array.Sample(body => LenientJson.Read(
        Answer("") with { Body = body }, root => $"{root.Member("a").Text("b")}{root.Number("c")}{root.Date("d")}{root.IsTrue("e")}{root.Items().Count()}"));

    private static Response Answer(string body) => new(HttpStatusCode.OK, Encoding.UTF8.GetBytes(body), BodyCompleteness.Whole, null, null, null);
}
