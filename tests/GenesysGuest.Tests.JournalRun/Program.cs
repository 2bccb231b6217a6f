using System.Globalization;
using GenesysGuest;
using GenesysGuest.Tests.JournalRun;

// A journalled run in a process of its own, which a test may kill. Arguments: base address, access token, journal, number of rows, throttle limit.
// Prints one line for each outcome: the row's number, then the guest's token or the error.
if (args is not [string address, string token, string journal, string rows, string throttle])
{
    return 2;
}

new Thread(static () =>
{
    Console.OpenStandardInput().ReadByte(); // ends when whoever started this process does
    Environment.Exit(3);
})
{
    IsBackground = true,
}.Start();

using Connection connection = await Connection.OpenAsync(Grant.AccessToken(GenesysEnvironment.Parse(address), token), new ConnectionOptions { UseProxy = false });
try
{
    using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(
        connection, new ProvisioningOptions { JournalPath = journal, ThrottleLimit = int.Parse(throttle, CultureInfo.InvariantCulture) });
    await foreach (GuestOutcome outcome in provisioner.RunAsync(GeneratedRows.Take(int.Parse(rows, CultureInfo.InvariantCulture))))
    {
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{outcome.Row.Number} {outcome.Guest?.Token ?? outcome.Error!.ErrorId.ToString()}"));
    }

    return 0;
}
catch (GenesysException end)
{
    await Console.Out.WriteLineAsync("end " + end.ErrorId);
    return 1;
}
