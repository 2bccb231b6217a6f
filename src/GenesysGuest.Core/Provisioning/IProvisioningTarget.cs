using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning;

/// <summary>What the engine must know of a thing that is made from rows. Stateless; one for each kind of thing.</summary>
internal interface IProvisioningTarget
{
    /// <summary>The noun of messages, and the member of a journal line: "guest".</summary>
    string Kind { get; }

    /// <summary>What becomes of a row, as messages name it: "created".</summary>
    string Done { get; }

    /// <summary>What the requests go to, as messages name it: "guests endpoint".</summary>
    string Endpoint { get; }

    /// <summary>How many rows a request may carry.</summary>
    int BatchLimit { get; }

    /// <summary>Whether a success that was cut off is as good as none: what is left of it says too little.</summary>
    bool NeedsWholeAnswer { get; }

    /// <summary>The figures before the first row: they say what kind of work they count.</summary>
    ProvisioningSummary Figures { get; }

    /// <summary>After which attempts a request may be sent again.</summary>
    Repeatable Repeatable { get; }

    /// <summary>Where the requests go.</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <returns>The address.</returns>
    Uri AddressIn(GenesysEnvironment environment);

    /// <summary>By what a row is recognized in a later run.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its identity.</returns>
    RowIdentity IdentityOf(ProvisioningRow row);

    /// <summary>For whom or what it is made, whatever else the row says: an address.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The same for rows that would make one thing twice; null: that cannot be told.</returns>
    string? SubjectOf(ProvisioningRow row);

    /// <summary>Writes the body of a request.</summary>
    /// <param name="batch">The rows, <see cref="BatchLimit"/> at most.</param>
    /// <returns>UTF-8 JSON.</returns>
    byte[] Write(IReadOnlyList<ProvisioningRow> batch);

    /// <summary>Reads what came of the last attempt.</summary>
    /// <param name="last">The attempt.</param>
    /// <param name="mayHaveActed">Whether the server may have acted on it, or on one before, without saying so.</param>
    /// <param name="batch">The rows that it carried.</param>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="now">The time, to say when to come back.</param>
    /// <returns>One verdict for each row, in the batch's order.</returns>
    IReadOnlyList<Verdict> Read(Attempt last, bool mayHaveActed, IReadOnlyList<ProvisioningRow> batch, GenesysEnvironment environment, DateTimeOffset now);

    /// <summary>The error of a row of which nobody knows whether the server acted on it.</summary>
    /// <param name="what">What happened, as a sentence.</param>
    /// <param name="row">The row's number; null: there are no rows.</param>
    /// <param name="inner">What told of it; null: nothing.</param>
    /// <returns>The error, which says what that means for this kind of thing.</returns>
    ProvisioningException Unknown(string what, long? row, Exception? inner = null);

    /// <summary>Makes an outcome.</summary>
    /// <param name="row">The row.</param>
    /// <param name="verdict">What became of it.</param>
    /// <returns>The outcome.</returns>
    ProvisioningOutcome Outcome(ProvisioningRow row, Verdict verdict);

    /// <summary>Writes a result's members into a journal line.</summary>
    /// <param name="json">Stands within an object.</param>
    /// <param name="result">The result.</param>
    void WriteResult(Utf8JsonWriter json, object result);

    /// <summary>Reads a result from a journal line.</summary>
    /// <param name="json">An object.</param>
    /// <returns>The result; null if there is none in it.</returns>
    object? ReadResult(JsonElement json);
}
