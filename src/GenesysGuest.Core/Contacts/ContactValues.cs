namespace GenesysGuest;

/// <summary>What is given for every row, in place of the row's own. What is null is the row's.</summary>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Email">The email address.</param>
/// <param name="ExternalId">The id in the external source.</param>
/// <param name="CustomFields">Custom fields: a table of names and values.</param>
public sealed record ContactValues(string? FirstName, string? LastName, string? Email, string? ExternalId, object? CustomFields);
