namespace GenesysGuest.Sandbox;

/// <summary>What can go wrong with one item of a bulk request on demand.</summary>
public enum ItemFaultKind
{
    /// <summary>The item fails with a status. Nothing was done.</summary>
    Status,

    /// <summary>There is no result of the item. The work was done.</summary>
    LeftOut,

    /// <summary>The result of the item is there twice. The work was done.</summary>
    Doubled,

    /// <summary>There is one result more, of an item that nobody sent. The work was done.</summary>
    Stranger,

    /// <summary>The result has no <c>entity</c>. The work was done.</summary>
    WithoutEntity,
}
