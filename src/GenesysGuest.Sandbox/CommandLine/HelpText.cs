namespace GenesysGuest.Sandbox;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static string Text { get; } = $"""
        A local stand-in for Genesys Cloud: OAuth sign-in with PKCE, guests, and External Contacts. It listens on the loopback addresses only.
        When it answers, it prints one line of JSON with its addresses. Ctrl+C stops it.

        --layout NAME              serve the addresses of one layout only: ApiPath or Regional (default: both)
        --organization NAME        the organization's name (default: Sandbox)
        --date-offset SECONDS      let the Date of every answer be off by so much, as a wrong clock would (default: 0)
        --port N                   port to listen on (default: any that is free)
        --auto-approve             allow every sign-in without showing the consent page
        --auto-deny                deny every sign-in without showing the consent page
        --client-id ID             id of the public client (default: {SandboxClient.Public.Id})
        --redirect-uri URI         redirect URI of the public clients, compared exactly; may be given again (default: port 8765, /callback)
        --any-loopback-port        let the port of a loopback redirect URI vary
        --issuer URI               send iss in authorization responses
        --token-lifetime SECONDS   how long access tokens are good for (default: 86400)
        --rate-limit N             requests per token and window; 0 for no limit (default: 300)
        --rate-window SECONDS      length of a rate window (default: 60)
        --rate-used-by-others N    requests of a window that somebody else has made when it begins (default: 0)
        --no-rate-headers          leave the inin-ratelimit-* headers out
        --latency MS               hold each token, guest and contact answer back
        --fault KIND[:TIMES]       let the next guest requests go wrong; TIMES is a number or * (default: 1)
        --token-fault KIND[:TIMES] the same for token requests
        --authorize-fault KIND[:TIMES]
                                   the same for authorization requests
        --contact-fault KIND[:TIMES]
                                   the same for requests that bring contacts
        --item-fault KIND[:TIMES]  let the next items of such requests go wrong
        --fault-rate KIND:P        let guest requests go wrong with probability P, above 0 and at most 1
        --seed N                   seed of the dice behind --fault-rate and the order of bulk results (default: 1)
        --count-only               count guests and keep none
        --stop-with-stdin          stop when standard input ends
        --help                     this text

        KIND is one of: {FaultNames.All}
        Of an item it is one of: {ItemFaultNames.All}
        """;
}
