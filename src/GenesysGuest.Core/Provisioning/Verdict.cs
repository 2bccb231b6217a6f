namespace GenesysGuest.Provisioning;

/// <summary>What became of a row: a result or an error, never both and never neither.</summary>
internal readonly record struct Verdict
{
    /// <summary>It became what it asked for.</summary>
    /// <param name="result">The target's own: a <see cref="Guest"/>.</param>
    public Verdict(object result) => Result = result;

    /// <summary>It did not, or that is not known.</summary>
    /// <param name="error">Why.</param>
    public Verdict(ProvisioningException error) => Error = error;

    public object? Result { get; }

    /// <summary>Whether the result may exist twice: the service failed in a way that leaves open what it did, and the request was sent again.</summary>
    public bool MayExistTwice { get; init; }

    public ProvisioningException? Error { get; }

    /// <summary>Whether the row, alone of its request, may be sent again: the service refused it for now, and nothing was done with it.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether a row beside this one may be to blame: the service refused the whole request for what was in it.</summary>
    public bool MayBeNeighbors { get; init; }

    /// <summary>Whether this run sent the row: a request that carried it left.</summary>
    public bool WasSent { get; init; }

    /// <summary>Whether it was decided before: by an earlier run, or by an earlier row of this one.</summary>
    public bool IsFromJournal { get; init; }
}
