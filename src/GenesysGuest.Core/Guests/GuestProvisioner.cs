using GenesysGuest.Guests;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>Creates many guests: rows go in one by one, outcomes come out as they are decided. Memory does not grow with the number of rows.</summary>
public sealed class GuestProvisioner : Provisioner<GuestRow, GuestOutcome>
{
    /// <summary>Starts with nothing in hand, and without a journal.</summary>
    /// <param name="connection">The connection to create guests with; it is not disposed of.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">The throttle limit is not 1 to 256, or the limit of requests is not positive.</exception>
    /// <exception cref="ArgumentException">There is a journal, which <see cref="OpenAsync"/> opens; or unknown rows are to be retried, and there is none.</exception>
    public GuestProvisioner(Connection connection, ProvisioningOptions? options = null)
        : this(connection, options, journal: null)
    {
    }

    private GuestProvisioner(Connection connection, ProvisioningOptions? options, ProvisioningJournal? journal)
        : base(connection, GuestTarget.Instance, options, journal)
    {
    }

    /// <summary>Opens the journal, if there is one, and starts with nothing in hand. A journal that another process holds is waited for, 5 seconds at most.</summary>
    /// <param name="connection">The connection to create guests with; it is not disposed of.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The provisioner, which the caller disposes of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The throttle limit is not 1 to 256, or the limit of requests is not positive.</exception>
    /// <exception cref="ArgumentException">Unknown rows are to be retried, and there is no journal.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static async Task<GuestProvisioner> OpenAsync(Connection connection, ProvisioningOptions? options = null, CancellationToken cancellationToken = default) =>
        new(connection, options, await OpenJournalAsync(connection, GuestTarget.Instance, options, cancellationToken).ConfigureAwait(false));
}
