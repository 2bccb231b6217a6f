namespace GenesysGuest.Tests.Core.Provisioning;

internal static class ManyRows
{
    /// <summary>So many rows, numbered from 1.</summary>
    public static IEnumerable<GuestRow> Make(int count) =>
        Enumerable.Range(1, count).Select(number => new GuestRow(number, new GuestRequest($"Guest {number}", $"guest{number}@example.com")));

    /// <summary>All outcomes of a run, and what it ended with.</summary>
    public static async Task<(List<GuestOutcome> Outcomes, Exception? End)> CollectAsync(
        this GuestProvisioner provisioner, IEnumerable<GuestRow> rows, CancellationToken cancellationToken = default)
    {
        List<GuestOutcome> outcomes = [];
        Exception? end = await Record.ExceptionAsync(async () =>
        {
            await foreach (GuestOutcome outcome in provisioner.RunAsync(rows, cancellationToken))
            {
                outcomes.Add(outcome);
            }
        });
        return (outcomes, end);
    }
}
