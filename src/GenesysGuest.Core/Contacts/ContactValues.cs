namespace GenesysGuest;

/// <summary>Values for all rows, which replace those in each row. If a value is null, the value in the row is used.</summary>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Email">The email address.</param>
/// <param name="ExternalId">The id in the external source.</param>
/// <param name="CustomFields">Custom fields: a table of names and values.</param>
public sealed record ContactValues(string? FirstName, string? LastName, string? Email, string? ExternalId, object? CustomFields);
