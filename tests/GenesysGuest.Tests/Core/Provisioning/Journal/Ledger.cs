using GenesysGuest.Sandbox;
using GenesysGuest.Tests.JournalRun;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Compares what a run says with what the server holds.</summary>
internal static class Ledger
{
    /// <summary>Asserts that each of the first rows came out exactly once, and that the server holds what its outcome says.</summary>
    /// <param name="outcomes">What came out.</param>
    /// <param name="rows">How many of <see cref="GeneratedRows"/> went in.</param>
    /// <param name="server">All guests on the server.</param>
    public static void AssertBalanced(IReadOnlyList<GuestOutcome> outcomes, int rows, IReadOnlyList<SandboxGuest> server)
    {
        Assert.Equal(Enumerable.Range(1, rows).Select(number => (long)number), outcomes.Select(outcome => outcome.Row.Number).Order());
        ILookup<string, SandboxGuest> made = server.ToLookup(guest => guest.Email, StringComparer.Ordinal);
        Assert.Empty(outcomes.Select(outcome => Objection(outcome, [.. made[outcome.Row.Request.Email]])).OfType<string>());
        Assert.Empty(made.Select(guests => guests.Key).Except(outcomes.Select(outcome => outcome.Row.Request.Email), StringComparer.Ordinal));
    }

    private static string? Objection(GuestOutcome outcome, SandboxGuest[] made)
    {
        bool agrees = outcome switch
        {
            { Guest: { } guest } => made is [{ } one] && IsSame(guest, one) && string.Equals(guest.Email, outcome.Row.Request.Email, StringComparison.Ordinal),
            { Error.ErrorId: ErrorId.UnexpectedResponse } => made.Length == 1,
            { Error.ErrorId: ErrorId.GuestOutcomeUnknown } => made.Length <= 1,
            _ => made.Length == 0,
        };
        return agrees ? null : $"{outcome}, but the server holds {made.Length} of it";
    }

    /// <summary>Whether it is the guest that the server made, with the token that goes with it.</summary>
    public static bool IsSame(Guest guest, SandboxGuest made) =>
        string.Equals(guest.Id, made.Id.ToString(), StringComparison.Ordinal)
        && string.Equals(guest.Token, made.Token, StringComparison.Ordinal)
        && string.Equals(guest.Name, made.Name, StringComparison.Ordinal);
}
