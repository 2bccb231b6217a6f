using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>Interprets the results of an upsert.</summary>
internal static class ContactResults
{
    /// <summary>Reads the results.</summary>
    /// <param name="results">The results of a success response.</param>
    /// <param name="batch">The rows that were sent.</param>
    /// <param name="mayHaveActed">Whether the service may have acted on an earlier attempt without reporting it.</param>
    /// <returns>One verdict for each row, in the order of the batch.</returns>
    public static Verdict[] Read(BulkResults results, ContactRow[] batch, bool mayHaveActed) => results.Read(
        Array.ConvertAll(batch, row => row.Number), Array.ConvertAll(batch, ContactTarget.TrackerOf), (result, i) => IsLike(result.Member("entity"), batch[i].Request),
        (result, i) => Read(results, result, batch[i], mayHaveActed));

    private static bool IsLike(JsonElement entity, ContactRequest request) => request.ExternalId is { } id
        ? entity.Member("externalIds").Items().Any(known => string.Equals(known.Text("value"), id, StringComparison.Ordinal))
        : string.Equals(entity.Text("workEmail"), request.Email, StringComparison.OrdinalIgnoreCase);

    private static Verdict Read(BulkResults results, JsonElement result, ContactRow row, bool mayHaveActed)
    {
        if (!BulkResults.IsSuccess(result))
        {
            return results.Refused(result, row.Number);
        }

        JsonElement entity = result.Member("entity");
        return entity.Text("id") is { } id
            ? new(new Contact(
                id, ChangeOf(result, entity, mayHaveActed), entity.Text("firstName") ?? row.Request.FirstName, entity.Text("lastName") ?? row.Request.LastName,
                entity.Text("workEmail") ?? row.Request.Email, row.Request.ExternalId))
            : results.Unexpected(row.Number, "The contacts endpoint reported success for this row, but returned no contact with an id.");
    }

    // A contact that has not changed since it was created was not changed by this row either.
    private static ContactChange ChangeOf(JsonElement result, JsonElement entity, bool mayHaveActed) =>
        BulkResults.StatusOf(result) == (int)HttpStatusCode.Created ? ContactChange.Created
        : !mayHaveActed && entity.Date("createDate") is { } created && entity.Date("modifyDate") == created ? ContactChange.Unchanged
        : ContactChange.Updated;
}
