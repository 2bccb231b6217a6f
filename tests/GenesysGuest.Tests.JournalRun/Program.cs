using System.Globalization;
using GenesysGuest;
using GenesysGuest.Tests.JournalRun;

// A journalled run in a process of its own, which a test may kill. Arguments: guests or contacts, base address, access token, journal, number of rows,
// throttle limit. Prints one line for each outcome: the row's number, then the guest's token, the contact's id or the error.
if (args is not [string target, string address, string token, string journal, string rows, string throttle])
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
    ProvisioningOptions options = new() { JournalPath = journal, ThrottleLimit = int.Parse(throttle, CultureInfo.InvariantCulture) };
    int count = int.Parse(rows, CultureInfo.InvariantCulture);
    if (string.Equals(target, "contacts", StringComparison.Ordinal))
    {
        using ContactProvisioner contacts = await ContactProvisioner.OpenAsync(connection, options: options);
        await PrintAsync(contacts.RunAsync(GeneratedContacts.Take(count)));
    }
    else
    {
        using GuestProvisioner guests = await GuestProvisioner.OpenAsync(connection, options);
        await PrintAsync(guests.RunAsync(GeneratedRows.Take(count)));
    }

    return 0;
}
catch (GenesysException end)
{
    await Console.Out.WriteLineAsync("end " + end.ErrorId);
    return 1;
}

static async Task PrintAsync(IAsyncEnumerable<ProvisioningOutcome> outcomes)
{
    await foreach (ProvisioningOutcome outcome in outcomes)
    {
        string what = outcome.Result switch
        {
            Guest guest => guest.Token,
            Contact contact => contact.Id,
            _ => outcome.Error!.ErrorId.ToString(),
        };
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outcome.Row.Number} {what}"));
    }
}
