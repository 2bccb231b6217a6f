namespace GenesysGuest.Sandbox;

/// <summary>The counts in the response to <c>GET /_sandbox/counts</c>.</summary>
internal sealed record Counts(
    int Guests,
    int AuthorizeRequests,
    int TokenRequests,
    int GuestRequests,
    int GuestsThrottled,
    int GuestsUnauthorized,
    int PeakConcurrentGuests,
    int Contacts,
    int ContactRequests,
    int ContactsThrottled,
    int FaultsBefallen,
    long FaultsPending);
