using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>What every response to a request of many contacts means: for the request as a whole, and for each of its rows.</summary>
/// <param name="Refusal">What it means when the request is refused.</param>
/// <param name="MayHave">What the service may have done with a row that it said nothing of, as a sentence.</param>
/// <param name="Remedy">What to do about that.</param>
internal sealed record BulkReading(RefusedRequest Refusal, string MayHave, string Remedy)
{
    /// <summary>What to do where there is no such contact; null: a row that is not found is refused like any.</summary>
    public string? NotFoundRemedy { get; init; }

    /// <summary>Reads the last attempt.</summary>
    /// <param name="last">What came of it.</param>
    /// <param name="mayHaveActed">Whether the service may have acted on an attempt before, without saying so.</param>
    /// <param name="rows">The rows that it carried, by their numbers.</param>
    /// <param name="address">Where it went; asked for only if that matters.</param>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="now">The time, to say when to come back.</param>
    /// <param name="success">Reads a success.</param>
    /// <returns>One verdict a row, in their order.</returns>
    public Verdict[] Read(Attempt last, bool mayHaveActed, long[] rows, Func<Uri> address, GenesysEnvironment environment, DateTimeOffset now, Func<BulkResults, Verdict[]> success)
    {
        if (last.Response is { IsSuccess: true } response)
        {
            return success(new BulkResults(response, MayHave, Remedy) { NotFoundRemedy = NotFoundRemedy });
        }

        return Array.ConvertAll(rows, row => Refused(last, mayHaveActed, row, address(), environment, now) with
        {
            MayBeNeighbors = last.Response is { Status: HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or (HttpStatusCode)422 },
        });
    }

    /// <summary>The error of a row that the service may have acted on. To send it again does no harm.</summary>
    /// <param name="what">What happened, as a sentence.</param>
    /// <param name="row">The row's number; null: there are no rows.</param>
    /// <param name="inner">What told of it; null: nothing.</param>
    /// <returns><see cref="ErrorId.ServiceUnavailable"/>.</returns>
    public ProvisioningException Unsettled(string what, long? row, Exception? inner = null) => new(ErrorId.ServiceUnavailable, $"{what} {MayHave}", Remedy, inner)
    {
        RowNumber = row,
        NextStep = NextStep.RunAgain,
    };

    private Verdict Refused(Attempt last, bool mayHaveActed, long row, Uri address, GenesysEnvironment environment, DateTimeOffset now) => last switch
    {
        { Response: { } response } => new(Refusal.Read(row, response, ErrorBody.Read(response), address, environment, now)),
        { ConnectFailure: { } failure } when !mayHaveActed => new(Refusal.Unreachable(row, NetworkFailure.Of(failure, address, last.Proxy), failure)),
        _ => new(Unsettled("The request was sent, and no whole answer came, also when it was sent again.", row, last.ResponseFailure ?? last.ConnectFailure)),
    };
}
