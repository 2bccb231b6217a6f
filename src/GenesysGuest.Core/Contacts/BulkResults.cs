using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>Reads the results of a request row by row: in whatever order they come, by the tracker that was sent with each.</summary>
/// <param name="Response">A success.</param>
/// <param name="MayHave">What the service may have done with a row whose result is missing, as a sentence.</param>
/// <param name="Remedy">What to do about that.</param>
internal sealed record BulkResults(Response Response, string MayHave, string Remedy)
{
    /// <summary>What to do where there is no such contact; null: a 404 is a refusal like any.</summary>
    public string? NotFoundRemedy { get; init; }

    /// <summary>Reads the answer.</summary>
    /// <param name="rows">The rows that were sent, by their numbers.</param>
    /// <param name="trackers">What was sent with each.</param>
    /// <param name="isOf">Whether a result without a known tracker is that of a row, by what it shows; null: that cannot be told.</param>
    /// <param name="read">Reads the only result of a row.</param>
    /// <returns>One verdict a row, in their order.</returns>
    public Verdict[] Read(IReadOnlyList<long> rows, IReadOnlyList<string> trackers, Func<JsonElement, int, bool>? isOf, Func<JsonElement, int, Verdict> read) =>
        LenientJson.Read(Response, root => root.Member("results") is { ValueKind: JsonValueKind.Array } results ? Read(results, rows, trackers, isOf, read) : null)
        ?? [.. rows.Select(row => Odd(row, "The contacts endpoint reported success in an answer that holds no results."))];

    /// <summary>The error that a result stands for.</summary>
    /// <param name="result">The result; of a failure.</param>
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
            return Odd(row, "The contacts endpoint says that this row failed, and not why.");
        }

        ErrorId errorId = status switch
        {
            403 => ErrorId.ContactForbidden,
            404 when NotFoundRemedy is not null => ErrorId.ContactNotFound,
            429 => ErrorId.RateLimited,
            _ when isRepeatable || status >= 500 => ErrorId.ServiceUnavailable,
            _ => ErrorId.ContactRejected,
        };
        return new(new ProvisioningException(
            errorId, $"The contacts endpoint refused the contact ({what}{(said.Length > 0 ? $": {said}" : "")}).",
            isRepeatable ? "Run the failed rows again later." : errorId == ErrorId.ContactNotFound ? NotFoundRemedy! : "Correct the row as the message says and run it again.")
        {
            RowNumber = row,
            Field = error.Member("details").Items().Select(detail => detail.Text("fieldName")).FirstOrDefault(name => name is not null),
            ServerCode = code is null ? null : Shown(code),
            CorrelationId = Response.CorrelationId,
            NextStep = isRepeatable ? NextStep.RunAgain : NextStep.None,
        })
        { IsRepeatable = isRepeatable };
    }

    /// <summary>The error of a row whose result says nothing. To send it again settles what that leaves open.</summary>
    /// <param name="row">The row.</param>
    /// <param name="what">What is odd, as a sentence.</param>
    /// <returns>The verdict.</returns>
    public Verdict Odd(long row, string what) => new(new ProvisioningException(
        ErrorId.UnexpectedResponse, $"{what} {MayHave}", $"{Remedy} Check whether a gateway changes the answers.")
    {
        RowNumber = row,
        NextStep = NextStep.RunAgain,
        StatusCode = Response.Status,
        CorrelationId = Response.CorrelationId,
    });

    /// <summary>Whether a result is one of success.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False also if it bears an error.</returns>
    public static bool IsSuccess(JsonElement result) => result.IsTrue("success") && result.Member("error").ValueKind != JsonValueKind.Object;

    /// <summary>The status of a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>That of its error, if it has one; 0: it has none.</returns>
    public static int StatusOf(JsonElement result) => result.Member("error").Number("status") ?? result.Number("status") ?? 0;

    private Verdict[] Read(JsonElement results, IReadOnlyList<long> rows, IReadOnlyList<string> trackers, Func<JsonElement, int, bool>? isOf, Func<JsonElement, int, Verdict> read)
    {
        JsonElement[] own = new JsonElement[rows.Count];
        int[] counts = new int[rows.Count];
        List<JsonElement> strangers = [];
        foreach (JsonElement result in results.EnumerateArray().Where(static result => result.ValueKind == JsonValueKind.Object))
        {
            string? tracker = TrackerOf(result);
            Give(result, row => string.Equals(trackers[row], tracker, StringComparison.Ordinal), most: rows.Count);
        }

        // The types promise a tracker for what failed only: a success may come with nothing but its contact.
        JsonElement[] unknown = [.. strangers];
        strangers.Clear();
        foreach (JsonElement result in unknown)
        {
            Give(result, row => counts[row] == 0 && isOf?.Invoke(result, row) == true, most: 1);
        }

        string also = strangers.Count == 0 ? "" : $" Besides, it holds {strangers.Count} {(strangers.Count == 1 ? "result" : "results")} that nobody asked for.";
        return [.. rows.Select((row, i) => counts[i] switch
        {
            1 => read(own[i], i),
            0 => Odd(row, $"The answer of the contacts endpoint holds no result for this row.{also}"),
            _ => Odd(row, "The answer of the contacts endpoint holds two results for this row."),
        })];

        void Give(JsonElement result, Func<int, bool> isOfRow, int most)
        {
            int[] found = [.. Enumerable.Range(0, rows.Count).Where(isOfRow)];
            if (found.Length == 0 || found.Length > most)
            {
                strangers.Add(result);
                return;
            }

            foreach (int row in found)
            {
                own[row] = result;
                counts[row]++;
            }
        }
    }

    // A failed one repeats the request, and its tracker with it.
    private static string? TrackerOf(JsonElement result) => result.Text("id") ?? result.Member("error").Member("entity").Text("id");
}
