namespace GenesysGuest.Sandbox;

/// <summary>The problem with one field of an item.</summary>
/// <param name="FieldName">The field, such as <c>contact.workEmail</c>.</param>
/// <param name="Value">The value of the field, or null if it has none.</param>
/// <param name="Message">The description of the problem.</param>
internal sealed record ItemDetail(string FieldName, string? Value, string Message);
