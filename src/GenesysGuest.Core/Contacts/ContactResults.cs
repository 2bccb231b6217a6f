using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>Reads the results of a request row by row: in whatever order they come, by the tracker that was sent with each.</summary>
internal static class ContactResults
{
    /// <summary>Reads an answer.</summary>
    /// <param name="response">A success.</param>
    /// <param name="batch">The rows that were sent.</param>
    /// <returns>One verdict a row, in the batch's order.</returns>
    public static Verdict[] Read(Response response, ContactRow[] batch)
    {
        ILookup<string?, JsonElement>? results = ResultsIn(response);
        if (results is null)
        {
            return Array.ConvertAll(batch, row => Odd(row, response, "The contacts endpoint reported success in an answer that holds no results."));
        }

        HashSet<string> sent = [.. batch.Select(ContactTarget.TrackerOf)];
        List<JsonElement> strangers = [.. results.Where(result => result.Key is null || !sent.Contains(result.Key)).SelectMany(result => result)];
        List<JsonElement>[] own = Array.ConvertAll(batch, row => results[ContactTarget.TrackerOf(row)].ToList());
        AdoptByContent(batch, own, strangers);
        string also = strangers.Count == 0 ? "" : $" Besides, it holds {strangers.Count} {(strangers.Count == 1 ? "result" : "results")} that nobody asked for.";
        return [.. batch.Select((row, i) => own[i] switch
        {
            [var one] => Read(one, row, response),
            [] => Odd(row, response, $"The answer of the contacts endpoint holds no result for this row.{also}"),
            _ => Odd(row, response, "The answer of the contacts endpoint holds two results for this row."),
        })];
    }

    // The types promise a tracker for what failed only: a success may come with nothing but its contact.
    private static void AdoptByContent(ContactRow[] batch, List<JsonElement>[] own, List<JsonElement> strangers)
    {
        foreach (JsonElement stranger in strangers.ToArray())
        {
            int[] like = [.. Enumerable.Range(0, batch.Length).Where(i => own[i].Count == 0 && IsLike(Member(stranger, "entity"), batch[i].Request))];
            if (like is [var only])
            {
                own[only].Add(stranger);
                strangers.Remove(stranger);
            }
        }
    }

    private static bool IsLike(JsonElement entity, ContactRequest request) => request.ExternalId is { } id
        ? Items(Member(entity, "externalIds")).Any(known => string.Equals(Text(known, "value"), id, StringComparison.Ordinal))
        : string.Equals(Text(entity, "workEmail"), request.Email, StringComparison.OrdinalIgnoreCase) && request.Email is not null;

    private static ILookup<string?, JsonElement>? ResultsIn(Response response)
    {
        if (response.Completeness == BodyCompleteness.TooLong)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("results", out JsonElement results) && results.ValueKind == JsonValueKind.Array
                ? results.Clone().EnumerateArray().Where(result => result.ValueKind == JsonValueKind.Object).ToLookup(TrackerOf, StringComparer.Ordinal)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // A failed one repeats the request, and its tracker with it.
    private static string? TrackerOf(JsonElement result) => Text(result, "id") ?? Text(Member(Member(result, "error"), "entity"), "id");

    private static Verdict Read(JsonElement result, ContactRow row, Response response)
    {
        int status = Member(result, "status") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int given) ? given : 0;
        bool isSuccess = Member(result, "success") is { ValueKind: JsonValueKind.True };
        JsonElement error = Member(result, "error");
        if (!isSuccess || error.ValueKind == JsonValueKind.Object)
        {
            return error.ValueKind == JsonValueKind.Object
                ? Refused(error, status, row, response)
                : Odd(row, response, "The contacts endpoint says that this row failed, and not why.");
        }

        JsonElement entity = Member(result, "entity");
        return Text(entity, "id") is { } id
            ? new(new Contact(
                id, status == (int)HttpStatusCode.Created ? ContactChange.Created : ContactChange.Updated,
                Text(entity, "firstName") ?? row.Request.FirstName, Text(entity, "lastName") ?? row.Request.LastName, Text(entity, "workEmail") ?? row.Request.Email, row.Request.ExternalId))
            : Odd(row, response, "The contacts endpoint reported success for this row, without a contact that has an id.");
    }

    private static Verdict Refused(JsonElement error, int itemStatus, ContactRow row, Response response)
    {
        string Shown(string? text) => Printable.Text(Redaction.Redact(text ?? "", response.Credentials)).TrimEnd('.');

        int status = Member(error, "status") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int given) ? given : itemStatus;
        bool isRepeatable = Member(error, "retryable") is { ValueKind: JsonValueKind.True };
        string? code = Text(error, "code");
        string details = string.Join("; ", Items(Member(error, "details")).Select(detail => $"{Shown(Text(detail, "fieldName"))}: {Shown(Text(detail, "message"))}").Where(detail => detail.Length > 2));
        string what = string.Join(" ", new[] { status == 0 ? "" : FormattableString.Invariant($"{status}"), Shown(code) }.Where(part => part.Length > 0));
        string said = string.Join("; ", new[] { Shown(Text(error, "message")), details }.Where(part => part.Length > 0));
        ErrorId errorId = status switch
        {
            403 => ErrorId.ContactForbidden,
            429 => ErrorId.RateLimited,
            _ when isRepeatable || status >= 500 => ErrorId.ServiceUnavailable,
            _ => ErrorId.ContactRejected,
        };
        return new(new ProvisioningException(
            errorId, $"The contacts endpoint refused the contact ({what}{(said.Length > 0 ? $": {said}" : "")}).",
            isRepeatable ? "Run the failed rows again later." : "Correct the row as the message says and run it again.")
        {
            RowNumber = row.Number,
            Field = Items(Member(error, "details")).Select(detail => Text(detail, "fieldName")).FirstOrDefault(name => name is not null),
            ServerCode = code is null ? null : Shown(code),
            CorrelationId = response.CorrelationId,
            NextStep = isRepeatable ? NextStep.RunAgain : NextStep.None,
        })
        { IsRepeatable = isRepeatable };
    }

    // To send it again settles what this leaves open.
    private static Verdict Odd(ContactRow row, Response response, string what) => new(new ProvisioningException(
        ErrorId.UnexpectedResponse, $"{what} The contact may have been written.",
        "Run the row again: a contact that is there already is updated, and none is made twice. Check whether a gateway changes the answers.")
    {
        RowNumber = row.Number,
        NextStep = NextStep.RunAgain,
        StatusCode = response.Status,
        CorrelationId = response.CorrelationId,
    });

    private static JsonElement.ArrayEnumerator Items(JsonElement array) => array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    private static JsonElement Member(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string? Text(JsonElement holder, string name)
    {
        try
        {
            return Member(holder, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: well-formed JSON, and no text
        }
    }
}
