using System.Net;
using System.Text;
using System.Text.Json;
using GenesysGuest.Contacts;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Whose each result of a request is, and what a failed one says.</summary>
public sealed class BulkResultsTests
{
    public static TheoryData<string, string> Refusals => new()
    {
        { """{"status":400,"error":{"code":"bad","message":"No.","details":[{"fieldName":"email","message":"is odd."}]}}""", "ContactRejected|bad|email|(400 bad: No; email: is odd)|None" },
        { """{"status":400,"error":{"code":"bad","message":"No.","details":[{},{"fieldName":"email"}]}}""", "ContactRejected|bad|email|(400 bad: No; email: )|None" },
        { """{"status":400,"error":{"code":"bad"}}""", "ContactRejected|bad||(400 bad)|None" },
        { """{"status":400}""", "ContactRejected|-||(400)|None" },
        { """{"error":{"code":"bad"}}""", "ContactRejected|bad||(bad)|None" },
        { """{"error":{"message":"No."}}""", "ContactRejected|-||(No)|None" },
        { """{"status":200,"error":{"code":"bad","message":"No."}}""", "ContactRejected|bad||(200 bad: No)|None" },
        { """{"status":403,"error":{}}""", "ContactForbidden|-||(403)|None" },
        { """{"status":404,"error":{}}""", "ContactNotFound|-||(404)|None" },
        { """{"status":429,"error":{"retryable":true}}""", "RateLimited|-||(429)|RunAgain" },
        { """{"status":499,"error":{"retryable":true}}""", "ServiceUnavailable|-||(499)|RunAgain" },
        { """{"status":499,"error":{}}""", "ContactRejected|-||(499)|None" },
        { """{"status":500,"error":{}}""", "ServiceUnavailable|-||(500)|RunAgain" },
        { """{"status":429,"error":{}}""", "RateLimited|-||(429)|RunAgain" },
        { """{"status":400,"error":{"details":[{"fieldName":"a\u001b[2Jb"}]}}""", "ContactRejected|-|a [2Jb|(400: a [2Jb: )|None" },
        { """{"status":399,"error":{}}""", "UnexpectedResponse|-|||RunAgain" },
        { "{}", "UnexpectedResponse|-|||RunAgain" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_failed_result_has_the_error_of_its_status_and_what_the_service_says(string result, string expected)
    {
        Verdict verdict = Of("[]").Refused(JsonElement.Parse(result), 7);

        ProvisioningException error = verdict.Error!;
        string said = error.ErrorId == ErrorId.UnexpectedResponse ? "" : error.Message["Row 7: The contacts endpoint refused the contact ".Length..^1];
        Assert.Equal(expected, $"{error.ErrorId}|{error.ServerCode ?? "-"}|{error.Field}|{said}|{error.NextStep}");
        Assert.Equal(result.Contains("\"retryable\":true", StringComparison.Ordinal), verdict.IsRepeatable);
    }

    [Theory]
    [InlineData(404, false, "Look again.")]
    [InlineData(404, true, "Run the failed rows again later.")]
    [InlineData(400, false, "Correct the row as the message indicates, and then run it again.")]
    [InlineData(403, false, "Check the permissions and the divisions of the user or OAuth client that signed in.")]
    [InlineData(429, false, "Run the failed rows again later.")]
    [InlineData(503, false, "Run the failed rows again later.")]
    public void The_remedy_of_a_contact_that_is_not_there_is_the_callers(int status, bool isRepeatable, string remedy) => Assert.Equal(
        remedy, Of("[]").Refused(JsonElement.Parse($$$"""{"status":{{{status}}},"error":{"retryable":{{{(isRepeatable ? "true" : "false")}}}}}"""), 7).Error!.Remedy);

    [Theory]
    [InlineData("""[{"id":"1"},{"id":"2"}]""", "0 1", "")]
    [InlineData("""[{"id":"2"},{"id":"1"}]""", "1 0", "")]
    [InlineData("""[{"id":"1"},{"error":{"entity":{"id":"2"}}}]""", "0 1", "")]
    [InlineData("""[{"id":"1","error":{"entity":{"id":"2"}}},{"id":"2"}]""", "0 1", "")]
    [InlineData("""[{"id":"1"},{"is":"b"}]""", "0 1", "")]
    [InlineData("""[{"is":"a"},{"is":"b"}]""", "0 1", "")]
    [InlineData("""[{"id":"1"},{"is":"a"}]""", "0 -", "no result for this row. It also contains 1 result that matches no row in the request.")]
    [InlineData("""[{"is":"ab"}]""", "- -", "no result for this row. It also contains 1 result that matches no row in the request.")]
    [InlineData("""[{"id":"1"},{"id":"3"},{"id":"4"}]""", "0 -", "no result for this row. It also contains 2 results that match no row in the request.")]
    [InlineData("""[{"id":"1"}]""", "0 -", "no result for this row. ")]
    [InlineData("""[{"id":"1"},{"id":"1"},{"id":"2"}]""", "- 2", "two results for this row. ")]
    [InlineData("""[{"is":"a"},{"is":"a"}]""", "0 -", "no result for this row. It also contains 1 result that matches no row in the request.")]
    public void A_result_is_the_rows_whose_tracker_or_else_whose_content_it_has(string results, string expected, string said)
    {
        JsonElement[] all = [.. JsonElement.Parse(results).EnumerateArray()];

        Verdict[] verdicts = Of(results).Read([1, 2], ["1", "2"], (result, row) => result.Text("is")?.Contains("ab"[row], StringComparison.Ordinal) == true, (result, _) => new Verdict(result.GetRawText()));

        Assert.Equal(expected, string.Join(" ", verdicts.Select(verdict => verdict.Error is null ? $"{Array.FindIndex(all, one => string.Equals(one.GetRawText(), (string)verdict.Result!, StringComparison.Ordinal))}" : "-")));
        Assert.All(verdicts.Where(verdict => verdict.Error is not null), verdict => Assert.Contains($"{said.TrimEnd()} It may be there.", verdict.Error!.Message, StringComparison.Ordinal));
    }

    private static BulkResults Of(string results) => new(
        new Response(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""{"results":{{results}}}"""), BodyCompleteness.Whole, RawCorrelationId: null, RetryAfter: null, Limit: null), "It may be there.", "Ask.")
    {
        NotFoundRemedy = "Look again.",
    };
}
