using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>Reads the results of a request for each row. Results can be in any order. The tracker that was sent with each row identifies its result.</summary>
/// <param name="Response">A success response.</param>
/// <param name="MayHave">A sentence that describes what the service may have done with a row whose result is missing.</param>
/// <param name="Remedy">The remedy for such a row.</param>
internal sealed record BulkResults(Response Response, string MayHave, string Remedy)
{
    /// <summary>The remedy for a contact that was not found. If null, a 404 is a refusal like any other.</summary>
    public string? NotFoundRemedy { get; init; }

    /// <summary>Reads the response.</summary>
    /// <param name="rows">The numbers of the rows in the request.</param>
    /// <param name="trackers">The tracker of each row.</param>
    /// <param name="isOf">Whether a result without a known tracker belongs to a row, judged by its content. If null, this cannot be determined.</param>
    /// <param name="read">Reads the result of a row that has exactly one.</param>
    /// <returns>One verdict for each row, in order.</returns>
    public Verdict[] Read(IReadOnlyList<long> rows, IReadOnlyList<string> trackers, Func<JsonElement, int, bool>? isOf, Func<JsonElement, int, Verdict> read) =>
        LenientJson.Read(Response, root => root.Member("results") is { ValueKind: JsonValueKind.Array } results ? Read(results, rows, trackers, isOf, read) : null)
        ?? [.. rows.Select(row => Unexpected(row, "The contacts endpoint reported success, but the response contains no results."))];

    /// <summary>Creates the error for a failed result.</summary>
    /// <param name="result">The failed result.</param>
    /// <param name="row">The row.</param>
    /// <returns>The verdict.</returns>
    public Verdict Refused(JsonElement result, long row)
    {
        JsonElement error = result.Member("error");
        string Shown(string? text) => Printable.Text(Redaction.Redact(text ?? "", Response.Credentials)).TrimEnd('.');

        int status = StatusOf(result);
        bool isRepeatable = error.IsTrue("retryable");
        string? code = error.Text("code");
        string details = string.Join("; ", error.Member("details").Items().Select(detail => $"{Shown(detail.Text("fieldName"))}: {Shown(detail.Text("message"))}").Where(detail => detail.Length > 2));
        string what = string.Join(" ", new[] { status == 0 ? "" : FormattableString.Invariant($"{status}"), Shown(code) }.Where(part => part.Length > 0));
        string said = string.Join("; ", new[] { Shown(error.Text("message")), details }.Where(part => part.Length > 0));
        if (status < (int)HttpStatusCode.BadRequest && code is null && said.Length == 0)
        {
            return Unexpected(row, "The contacts endpoint reported that this row failed, but gave no reason.");
        }

        ErrorId errorId = status switch
        {
            403 => ErrorId.ContactForbidden,
            404 when NotFoundRemedy is not null => ErrorId.ContactNotFound,
            429 => ErrorId.RateLimited,
            _ when isRepeatable || status >= 500 => ErrorId.ServiceUnavailable,
            _ => ErrorId.ContactRejected,
        };
        bool isLater = isRepeatable || errorId is ErrorId.RateLimited or ErrorId.ServiceUnavailable;
        return new(new ProvisioningException(
            errorId, $"The contacts endpoint refused the contact ({string.Join(": ", new[] { what, said }.Where(part => part.Length > 0))}).",
            isLater ? "Run the failed rows again later." : errorId switch
            {
                ErrorId.ContactNotFound => NotFoundRemedy!,
                ErrorId.ContactForbidden => "Check the permissions and the divisions of the user or OAuth client that signed in.",
                _ => "Correct the row as the message indicates, and then run it again.",
            })
        {
            RowNumber = row,
            Field = error.Member("details").Items().Select(detail => detail.Text("fieldName")).FirstOrDefault(name => name is not null) is { } field ? Shown(field) : null,
            ServerCode = code is null ? null : Shown(code),
            CorrelationId = Response.CorrelationId,
            NextStep = isLater ? NextStep.RunAgain : NextStep.None,
        })
        { IsRepeatable = isRepeatable };
    }

    /// <summary>Creates the error for a row without a usable result. It is safe to send the row again.</summary>
    /// <param name="row">The row.</param>
    /// <param name="what">A sentence that describes the problem.</param>
    /// <returns>The verdict.</returns>
    public Verdict Unexpected(long row, string what) => new(new ProvisioningException(
        ErrorId.UnexpectedResponse, $"{what} {MayHave}", $"{Remedy} Check whether a gateway changes the responses.")
    {
        RowNumber = row,
        NextStep = NextStep.RunAgain,
        StatusCode = Response.Status,
        CorrelationId = Response.CorrelationId,
    });

    /// <summary>Whether a result reports success.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False if the result contains an error, even if it reports success.</returns>
    public static bool IsSuccess(JsonElement result) => result.IsTrue("success") && result.Member("error").ValueKind != JsonValueKind.Object;

    /// <summary>Returns the status of a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The status of its error or of the result itself, or 0 if neither has a status.</returns>
    public static int StatusOf(JsonElement result) => result.Member("error").Number("status") ?? result.Number("status") ?? 0;

    private Verdict[] Read(JsonElement results, IReadOnlyList<long> rows, IReadOnlyList<string> trackers, Func<JsonElement, int, bool>? isOf, Func<JsonElement, int, Verdict> read)
    {
        JsonElement[] own = new JsonElement[rows.Count];
        int[] counts = new int[rows.Count];
        List<JsonElement> unmatched = [];
        foreach (JsonElement result in results.EnumerateArray().Where(static result => result.ValueKind == JsonValueKind.Object))
        {
            string? tracker = TrackerOf(result);
            Assign(result, row => string.Equals(trackers[row], tracker, StringComparison.Ordinal), most: rows.Count);
        }

        // The schema guarantees a tracker only for failures. A success may contain nothing but its contact.
        JsonElement[] untracked = [.. unmatched];
        unmatched.Clear();
        foreach (JsonElement result in untracked)
        {
            Assign(result, row => counts[row] == 0 && isOf?.Invoke(result, row) == true, most: 1);
        }

        string also = unmatched.Count == 0 ? "" : $" It also contains {unmatched.Count} {(unmatched.Count == 1 ? "result that matches" : "results that match")} no row in the request.";
        return [.. rows.Select((row, i) => counts[i] switch
        {
            1 => read(own[i], i),
            0 => Unexpected(row, $"The response from the contacts endpoint contains no result for this row.{also}"),
            _ => Unexpected(row, "The response from the contacts endpoint contains two results for this row."),
        })];

        void Assign(JsonElement result, Func<int, bool> isOfRow, int most)
        {
            int[] found = [.. Enumerable.Range(0, rows.Count).Where(isOfRow)];
            if (found.Length == 0 || found.Length > most)
            {
                unmatched.Add(result);
                return;
            }

            foreach (int row in found)
            {
                own[row] = result;
                counts[row]++;
            }
        }
    }

    // A failure repeats the request, including its tracker.
    private static string? TrackerOf(JsonElement result) => result.Text("id") ?? result.Member("error").Member("entity").Text("id");
}
