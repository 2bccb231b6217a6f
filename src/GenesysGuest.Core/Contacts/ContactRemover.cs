using GenesysGuest.Contacts;

namespace GenesysGuest;

/// <summary>Removes many contacts, up to ten with each request. Memory does not grow with their number.</summary>
public sealed class ContactRemover : Provisioner<ContactRemovalRow, ContactRemovalOutcome>
{
    /// <summary>Starts with nothing in hand.</summary>
    /// <param name="connection">The connection to remove contacts with; it is not disposed of.</param>
    /// <param name="options">How. There is no journal: to remove a contact again does no harm.</param>
    /// <exception cref="ArgumentException">The options cannot be, or name a journal.</exception>
    public ContactRemover(Connection connection, ProvisioningOptions? options = null)
        : base(connection, RemovalTarget.Instance, options, journal: null)
    {
    }
}
