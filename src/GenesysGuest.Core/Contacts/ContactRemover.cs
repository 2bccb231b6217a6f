using GenesysGuest.Contacts;

namespace GenesysGuest;

/// <summary>Removes many contacts, with up to ten in each request. Memory use does not grow with their number.</summary>
public sealed class ContactRemover : Provisioner<ContactRemovalRow, ContactRemovalOutcome>
{
    /// <summary>Starts without rows.</summary>
    /// <param name="connection">The connection to remove contacts with. It is not disposed.</param>
    /// <param name="options">The options. Journals are not supported, because removing a contact again is harmless.</param>
    /// <exception cref="ArgumentException">The options are invalid, or specify a journal.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>: the guests address of the environment was replaced.</exception>
    public ContactRemover(Connection connection, ProvisioningOptions? options = null)
        : base(connection, RemovalTarget.Instance, options, journal: null)
    {
    }
}
