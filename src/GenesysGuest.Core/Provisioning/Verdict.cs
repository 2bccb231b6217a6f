namespace GenesysGuest.Provisioning;

/// <summary>The verdict on a row: either a result or an error.</summary>
internal readonly record struct Verdict
{
    /// <summary>Creates the verdict on a row that succeeded.</summary>
    /// <param name="result">The result of the target, such as a <see cref="Guest"/>.</param>
    public Verdict(object result) => Result = result;

    /// <summary>Creates the verdict on a row that failed or whose outcome is unknown.</summary>
    /// <param name="error">The error.</param>
    public Verdict(ProvisioningException error) => Error = error;

    public object? Result { get; }

    /// <summary>Whether the result may exist twice: the service failed without reporting what it did, and the request was sent again.</summary>
    public bool MayExistTwice { get; init; }

    public ProvisioningException? Error { get; }

    /// <summary>Whether the row alone may be sent again: the service refused it temporarily, and did not act on it.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether another row may be the cause of the refusal, because the service refused the whole request.</summary>
    public bool MayBeDueToAnotherRow { get; init; }

    /// <summary>Whether this run sent the row in a request.</summary>
    public bool WasSent { get; init; }

    /// <summary>Whether the row was decided before, by an earlier run or by an earlier row of this run.</summary>
    public bool IsFromJournal { get; init; }
}
