using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>Interprets every response to a request with multiple contacts, for the request as a whole and for each row.</summary>
/// <param name="Refusal">Interprets a refused request.</param>
/// <param name="MayHave">A sentence that describes what the service may have done with a row that it reported nothing about.</param>
/// <param name="Remedy">The remedy for such a row.</param>
internal sealed record BulkReading(RefusedRequest Refusal, string MayHave, string Remedy)
{
    /// <summary>The maximum number of contacts in a request.</summary>
    public const int MostContacts = 10;

    /// <summary>The remedy for a contact that was not found. If null, a row that is not found is refused like any other.</summary>
    public string? NotFoundRemedy { get; init; }

    /// <summary>Reads the last attempt.</summary>
    /// <param name="last">The result of the attempt.</param>
    /// <param name="mayHaveActed">Whether the service may have acted on an earlier attempt without reporting it.</param>
    /// <param name="rows">The numbers of the rows in the request.</param>
    /// <param name="address">Returns the address of the request. It is called only if the address is needed.</param>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="now">The current time, to calculate when to retry.</param>
    /// <param name="success">Reads a success response.</param>
    /// <returns>One verdict for each row, in order.</returns>
    public Verdict[] Read(Attempt last, bool mayHaveActed, long[] rows, Func<Uri> address, GenesysEnvironment environment, DateTimeOffset now, Func<BulkResults, Verdict[]> success)
    {
        if (last.Response is { IsSuccess: true } response)
        {
            return success(new BulkResults(response, MayHave, Remedy) { NotFoundRemedy = NotFoundRemedy });
        }

        return Array.ConvertAll(rows, row => Refused(last, mayHaveActed, row, address(), environment, now) with
        {
            MayBeDueToAnotherRow = last.Response is { Status: HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or (HttpStatusCode)422 },
        });
    }

    /// <summary>Creates the error for a row that the service may have acted on. It is safe to send the row again.</summary>
    /// <param name="what">A sentence that describes what happened.</param>
    /// <param name="row">The number of the row, or null if there are no rows.</param>
    /// <param name="inner">The exception that caused it, or null if there is none.</param>
    /// <returns><see cref="ErrorId.ServiceUnavailable"/>.</returns>
    public ProvisioningException Unconfirmed(string what, long? row, Exception? inner = null) => new(ErrorId.ServiceUnavailable, $"{what} {MayHave}", Remedy, inner)
    {
        RowNumber = row,
        NextStep = NextStep.RunAgain,
    };

    private Verdict Refused(Attempt last, bool mayHaveActed, long row, Uri address, GenesysEnvironment environment, DateTimeOffset now) => last switch
    {
        { Response: { } response } => new(Refusal.Read(row, response, ErrorBody.Read(response), address, environment, now)),
        { ConnectFailure: { } failure } when !mayHaveActed => new(Refusal.Unreachable(row, NetworkFailure.Of(failure, address, last.Proxy), failure)),
        _ => new(Unconfirmed("The request was sent, but no complete response was received, even after retries.", row, last.ResponseFailure ?? last.ConnectFailure)),
    };
}
