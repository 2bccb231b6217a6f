namespace GenesysGuest.Sandbox;

/// <summary>The error of an item in a bulk request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Code">The code, such as <c>conflict</c>.</param>
/// <param name="Message">The message.</param>
internal sealed record ItemError(int Status, string Code, string Message)
{
    public static ItemError NotFound { get; } = new(404, "not.found", "The contact does not exist.");

    public static ItemError DoesNotMerge { get; } = new(400, "sandbox.does.not.merge", "The sandbox does not merge contacts.");

    /// <summary>Whether the same item can be sent again.</summary>
    public bool IsRetryable { get; init; }

    public IReadOnlyList<ItemDetail> Details { get; init; } = [];

    public static ItemError Bad(IReadOnlyList<ItemDetail> details) =>
        new(400, "bad.request", $"{details[0].FieldName}: {details[0].Message}") { Details = details };

    public static ItemError Conflict(ContactKey key) => new(409, "conflict", "Another contact has this identifier.")
    {
        Details = [new ItemDetail(key.Type, key.Value, "Another contact has it.")],
    };
}
