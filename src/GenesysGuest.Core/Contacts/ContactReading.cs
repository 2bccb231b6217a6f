using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>What every response of the contacts endpoint means: for the request as a whole, and for each of its rows.</summary>
internal static class ContactReading
{
    private static readonly RefusedRequest Refusal = new(
        "contacts endpoint", "contact", "write contacts", "Nothing was written, as far as it says.", ErrorId.ContactUnauthorized, ErrorId.ContactForbidden, ErrorId.ContactRejected,
        "Ask an administrator for the permissions externalContacts:contact:add, edit and enrich, for the user or for the OAuth client.",
        "Add the scope 'external-contacts' to the OAuth client, then sign in again.",
        static address => $"Check the environment: there is no External Contacts at {address.GetLeftPart(UriPartial.Path)}.");

    /// <summary>Reads the last attempt.</summary>
    /// <param name="last">What came of it.</param>
    /// <param name="mayHaveActed">Whether the service may have acted on an attempt before, without saying so.</param>
    /// <param name="batch">The rows that it carried.</param>
    /// <param name="address">Where it went.</param>
    /// <param name="environment">Where the organisation lives.</param>
    /// <param name="now">The time, to say when to come back.</param>
    /// <returns>One verdict a row, in the batch's order.</returns>
    public static Verdict[] Read(Attempt last, bool mayHaveActed, ContactRow[] batch, Uri address, GenesysEnvironment environment, DateTimeOffset now)
    {
        if (last.Response is { IsSuccess: true } response)
        {
            return ContactResults.Read(response, batch);
        }

        return Array.ConvertAll(batch, row => Refused(last, row.Number, address, environment, now) with
        {
            MayBeNeighbours = last.Response is { Status: HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or (HttpStatusCode)422 },
            MayHaveActed = mayHaveActed,
        });
    }

    /// <summary>The error of a row that may have been written. To send it again does no harm.</summary>
    /// <param name="what">What happened, as a sentence.</param>
    /// <param name="row">The row's number; null: there are no rows.</param>
    /// <param name="inner">What told of it; null: nothing.</param>
    /// <returns><see cref="ErrorId.ServiceUnavailable"/>.</returns>
    public static ProvisioningException Unsettled(string what, long? row, Exception? inner = null) => new(
        ErrorId.ServiceUnavailable, $"{what} The contact may have been written.", "Run the row again: a contact that is there already is updated, and none is made twice.", inner)
    {
        RowNumber = row,
        NextStep = NextStep.RunAgain,
    };

    private static Verdict Refused(Attempt last, long row, Uri address, GenesysEnvironment environment, DateTimeOffset now) => last switch
    {
        { Response: { } response } => new(Refusal.Read(row, response, ErrorBody.Read(response), address, environment, now)),
        { ConnectFailure: { } failure } => new(Refusal.Unreachable(row, NetworkFailure.Of(failure, address, last.Proxy), failure)),
        _ => new(Unsettled("The request was sent, and no whole answer came, also when it was sent again.", row, last.ResponseFailure)),
    };
}
