namespace GenesysGuest.Sandbox;

/// <summary>The kinds of faults of an item in a bulk request.</summary>
public enum ItemFaultKind
{
    /// <summary>The item fails with a status. Nothing was done.</summary>
    Status,

    /// <summary>The response has no result for the item. The work was done.</summary>
    LeftOut,

    /// <summary>The response contains the result of the item twice. The work was done.</summary>
    Doubled,

    /// <summary>The response contains an additional result, of an item that was not sent. The work was done.</summary>
    Stranger,

    /// <summary>The result has no <c>entity</c>. The work was done.</summary>
    WithoutEntity,
}
