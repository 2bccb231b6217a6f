using GenesysGuest.Guests;

namespace GenesysGuest;

/// <summary>Creates many guests: rows go in one by one, outcomes come out as they are decided. Memory does not grow with the number of rows.</summary>
public sealed class GuestProvisioner : Provisioner<GuestRow, GuestOutcome>
{
    /// <summary>Starts with nothing in hand.</summary>
    /// <param name="connection">The connection to create guests with; it is not disposed of.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">The throttle limit is not 1 to 256, or the limit of requests is not positive.</exception>
    /// <exception cref="ArgumentException">Unknown rows are to be retried, and there is no journal.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public GuestProvisioner(Connection connection, ProvisioningOptions? options = null)
        : base(connection, GuestTarget.Instance, options)
    {
    }
}
