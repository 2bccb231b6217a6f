namespace GenesysGuest.Sandbox;

/// <summary>What is wrong with one field of an item.</summary>
/// <param name="FieldName">The field, such as <c>contact.workEmail</c>.</param>
/// <param name="Value">What it holds; null: nothing.</param>
/// <param name="Message">What is wrong with it.</param>
internal sealed record ItemDetail(string FieldName, string? Value, string Message);
