using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning;

/// <summary>Defines what the engine must know about a kind of item that rows become. Stateless.</summary>
internal interface IProvisioningTarget
{
    /// <summary>The noun for messages, and the member of a journal line: "guest".</summary>
    string Kind { get; }

    /// <summary>The action in messages: "created".</summary>
    string Done { get; }

    /// <summary>The endpoint, as messages name it: "guests endpoint".</summary>
    string Endpoint { get; }

    /// <summary>The maximum number of rows in a request.</summary>
    int BatchLimit { get; }

    /// <summary>Whether an incomplete success response is unusable, because the received part is not sufficient.</summary>
    bool NeedsWholeResponse { get; }

    /// <summary>The initial figures, which define the kind of work that they count.</summary>
    ProvisioningSummary Figures { get; }

    /// <summary>The attempts after which a request may be sent again.</summary>
    Repeatable Repeatable { get; }

    /// <summary>Returns the address of the endpoint.</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <returns>The address.</returns>
    Uri AddressIn(GenesysEnvironment environment);

    /// <summary>Returns the identity by which a later run recognizes a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The identity.</returns>
    RowIdentity IdentityOf(ProvisioningRow row);

    /// <summary>Returns the subject of a row regardless of its other content, such as an email address.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The same value for rows that would create an item twice, or null if this cannot be determined.</returns>
    string? SubjectOf(ProvisioningRow row);

    /// <summary>Writes the body of a request.</summary>
    /// <param name="batch">The rows, at most <see cref="BatchLimit"/>.</param>
    /// <returns>UTF-8 JSON.</returns>
    byte[] Write(IReadOnlyList<ProvisioningRow> batch);

    /// <summary>Reads the result of the last attempt.</summary>
    /// <param name="last">The attempt.</param>
    /// <param name="mayHaveActed">Whether the server may have acted on this attempt, or on an earlier one, without reporting it.</param>
    /// <param name="batch">The rows in the request.</param>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="now">The current time, to calculate when to retry.</param>
    /// <returns>One verdict for each row, in the order of the batch.</returns>
    IReadOnlyList<Verdict> Read(Attempt last, bool mayHaveActed, IReadOnlyList<ProvisioningRow> batch, GenesysEnvironment environment, DateTimeOffset now);

    /// <summary>Creates the error for a row if it is unknown whether the server acted on it.</summary>
    /// <param name="what">A sentence that describes what happened.</param>
    /// <param name="row">The number of the row, or null if there are no rows.</param>
    /// <param name="inner">The exception that caused it, or null if there is none.</param>
    /// <returns>The error, which states the consequence for this kind of item.</returns>
    ProvisioningException Unknown(string what, long? row, Exception? inner = null);

    /// <summary>Creates an outcome.</summary>
    /// <param name="row">The row.</param>
    /// <param name="verdict">The verdict on the row.</param>
    /// <returns>The outcome.</returns>
    ProvisioningOutcome Outcome(ProvisioningRow row, Verdict verdict);

    /// <summary>Writes the members of a result to a journal line.</summary>
    /// <param name="json">The writer, positioned in an object.</param>
    /// <param name="result">The result.</param>
    void WriteResult(Utf8JsonWriter json, object result);

    /// <summary>Reads a result from a journal line.</summary>
    /// <param name="json">An object.</param>
    /// <returns>The result, or null if the object contains none.</returns>
    object? ReadResult(JsonElement json);
}
