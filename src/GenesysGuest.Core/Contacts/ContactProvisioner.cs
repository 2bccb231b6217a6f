using GenesysGuest.Contacts;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>Creates or updates many contacts, up to ten with each request: rows go in one by one, outcomes come out as they are decided. Memory does not grow with the number of rows.</summary>
public sealed class ContactProvisioner : Provisioner<ContactRow, ContactOutcome>
{
    private ContactProvisioner(Connection connection, ContactTarget target, ProvisioningOptions? options, ProvisioningJournal? journal)
        : base(connection, target, options, journal)
    {
    }

    /// <summary>Opens the journal, if there is one, and starts with nothing in hand. A journal that another process holds is waited for, 5 seconds at most.</summary>
    /// <param name="connection">The connection to write contacts with; it is not disposed of.</param>
    /// <param name="settings">What is the same for all contacts.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The provisioner, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The options cannot be.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>; also of a dry run that is to have a journal.</exception>
    public static async Task<ContactProvisioner> OpenAsync(
        Connection connection, ContactSettings? settings = null, ProvisioningOptions? options = null, CancellationToken cancellationToken = default)
    {
        ContactTarget target = new(settings ?? new ContactSettings());
        return settings?.IsDryRun == true && options?.JournalPath is not null
            ? throw new GenesysException(ErrorId.JournalUnusable, "A dry run decides nothing that a journal could keep.", "Leave the journal out.")
            : new(connection, target, options, await OpenJournalAsync(connection, target, options, cancellationToken).ConfigureAwait(false));
    }
}
