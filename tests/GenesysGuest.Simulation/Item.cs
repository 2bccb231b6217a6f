namespace GenesysGuest.Simulation;

/// <summary>What an answer says of one of the rows that were sent.</summary>
/// <param name="Said">What.</param>
/// <param name="Status">The row's own status.</param>
/// <param name="ContactId">The contact, if it was written.</param>
internal sealed record Item(Said Said, int Status, string? ContactId = null)
{
    /// <summary>Whether it is said in a way that may be understood or not.</summary>
    public bool IsDubious { get; init; }

    /// <summary>What it has to be called if it is a refusal.</summary>
    public ErrorId ErrorId => Status switch
    {
        403 => ErrorId.ContactForbidden,
        429 => ErrorId.RateLimited,
        >= 500 => ErrorId.ServiceUnavailable,
        _ => Said == Said.RefusedForNow ? ErrorId.ServiceUnavailable : ErrorId.ContactRejected,
    };
}
