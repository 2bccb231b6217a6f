using GenesysGuest.Guests;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>Creates many guests. Rows are added one by one, and outcomes are returned as they are decided. Without a journal, memory use does not grow with the number of rows.</summary>
public sealed class GuestProvisioner : Provisioner<GuestRow, GuestOutcome>
{
    /// <summary>Starts without rows and without a journal.</summary>
    /// <param name="connection">The connection to create guests with. It is not disposed.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    /// <exception cref="ArgumentException">The options specify a journal, which only <see cref="OpenAsync"/> opens, or they specify to retry unknown rows without a journal.</exception>
    public GuestProvisioner(Connection connection, ProvisioningOptions? options = null)
        : this(connection, options, journal: null)
    {
    }

    private GuestProvisioner(Connection connection, ProvisioningOptions? options, ProvisioningJournal? journal)
        : base(connection, GuestTarget.Instance, options, journal)
    {
    }

    /// <summary>Opens the journal, if one is specified, and starts without rows. If another process holds the journal, waits up to 5 seconds.</summary>
    /// <param name="connection">The connection to create guests with. It is not disposed.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The provisioner. The caller disposes of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    /// <exception cref="ArgumentException">The options specify to retry unknown rows without a journal.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static async Task<GuestProvisioner> OpenAsync(Connection connection, ProvisioningOptions? options = null, CancellationToken cancellationToken = default) =>
        new(connection, options, await OpenJournalAsync(connection, GuestTarget.Instance, options, cancellationToken).ConfigureAwait(false));
}
