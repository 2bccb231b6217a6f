namespace GenesysGuest.Tests.Support;

/// <summary>A run that came to its end.</summary>
/// <param name="Outcomes">What came out, in the order in which it came.</param>
/// <param name="End">What ended it early; null: nothing did.</param>
internal sealed record Finished(IReadOnlyList<GuestOutcome> Outcomes, GenesysException? End)
{
    /// <summary>The guests.</summary>
    public IEnumerable<Guest> Guests => Outcomes.Where(outcome => outcome.Guest is not null).Select(outcome => outcome.Guest!);

    /// <summary>The different errors.</summary>
    public IEnumerable<ErrorId> Errors => Outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Error!.ErrorId).Distinct();

    /// <summary>The rows that came out with an error.</summary>
    /// <param name="error">Which.</param>
    public IReadOnlyList<long> RowsWith(ErrorId error) =>
        [.. Outcomes.Where(outcome => outcome.Error?.ErrorId == error).Select(outcome => outcome.Row.Number).Order()];

    /// <summary>Provisions the rows.</summary>
    /// <param name="connection">With what.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How.</param>
    /// <param name="taken">Told after each outcome how many came so far.</param>
    public static async Task<Finished> RunAsync(
        Connection connection, IEnumerable<GuestRow> rows, ProvisioningOptions? options = null, Action<int>? taken = null)
    {
        List<GuestOutcome> outcomes = [];
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, options);
        try
        {
            await foreach (GuestOutcome outcome in provisioner.RunAsync(rows))
            {
                outcomes.Add(outcome);
                taken?.Invoke(outcomes.Count);
            }

            return new Finished(outcomes, End: null);
        }
        catch (GenesysException end)
        {
            return new Finished(outcomes, end);
        }
    }
}
