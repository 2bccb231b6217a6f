namespace GenesysGuest.Tests.Sdk;

/// <summary>Something that the SDK and the module say differently on purpose.</summary>
/// <param name="What">The part of the request.</param>
/// <param name="Sdk">What the SDK says; null: nothing.</param>
/// <param name="Ours">What the module says; null: nothing.</param>
/// <param name="Reason">Why.</param>
internal sealed record Difference(string What, string? Sdk, string? Ours, string Reason);
