namespace GenesysGuest;

/// <summary>A row of the input on its way in.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Source">What the row was made from, handed back with its outcome.</param>
public abstract record ProvisioningRow(long Number, object? Source);
