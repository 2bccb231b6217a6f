using GenesysGuest.Contacts;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>Creates or updates many contacts, with up to ten in each request. Rows are added one by one, and outcomes are returned as they are decided. Without a journal, memory use does not grow with the number of rows.</summary>
public sealed class ContactProvisioner : Provisioner<ContactRow, ContactOutcome>
{
    private ContactProvisioner(Connection connection, ContactTarget target, ProvisioningOptions? options, ProvisioningJournal? journal)
        : base(connection, target, options, journal)
    {
    }

    /// <summary>Opens the journal, if one is specified, and starts without rows. If another process holds the journal, waits up to 5 seconds.</summary>
    /// <param name="connection">The connection to write contacts with. It is not disposed.</param>
    /// <param name="settings">The settings for all contacts.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The provisioner. The caller disposes of it.</returns>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    /// <exception cref="GenesysException">
    /// <see cref="ErrorId.JournalUnusable"/>, also if a journal is specified for a dry run; <see cref="ErrorId.InvalidEnvironment"/>: the guests address of the environment was replaced.
    /// </exception>
    public static async Task<ContactProvisioner> OpenAsync(
        Connection connection, ContactSettings? settings = null, ProvisioningOptions? options = null, CancellationToken cancellationToken = default)
    {
        ContactTarget target = new(settings ?? new ContactSettings());
        return settings?.IsDryRun == true && options?.JournalPath is not null
            ? throw new GenesysException(ErrorId.JournalUnusable, "A dry run has no results to keep in a journal.", "Omit the journal.")
            : new(connection, target, options, await OpenJournalAsync(connection, target, options, cancellationToken).ConfigureAwait(false));
    }
}
