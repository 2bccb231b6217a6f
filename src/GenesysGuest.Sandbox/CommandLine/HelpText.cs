namespace GenesysGuest.Sandbox;

/// <summary>The output of <c>--help</c>.</summary>
internal static class HelpText
{
    public static string Text { get; } = $"""
        A local stand-in for Genesys Cloud: OAuth sign-in with PKCE, guests, and External Contacts. It listens on the loopback addresses only.
        When it is ready, it prints one line of JSON with its addresses. Press Ctrl+C to stop it.

        --layout NAME              serve only the addresses of one layout: ApiPath or Regional (default: both)
        --organization NAME        the organization's name (default: Sandbox)
        --date-offset SECONDS      shift the Date header of every response, like a wrong clock (default: 0)
        --port N                   port to listen on (default: any free port)
        --auto-approve             allow every sign-in without showing the consent page
        --auto-deny                deny every sign-in without showing the consent page
        --client-id ID             id of the public client (default: {SandboxClient.Public.Id})
        --redirect-uri URI         redirect URI of the public clients, compared exactly; can be repeated (default: port 8765, /callback)
        --any-loopback-port        allow any port in a loopback redirect URI
        --issuer URI               issuer to send in authorization responses (default: none)
        --token-lifetime SECONDS   lifetime of access tokens (default: 86400)
        --rate-limit N             requests per token and rate window; 0 for no limit (default: 300)
        --rate-window SECONDS      length of a rate window (default: 60)
        --rate-used-by-others N    requests that other clients have already used in each window (default: 0)
        --no-rate-headers          omit the inin-ratelimit-* headers
        --latency MS               delay of each token, guest, and contact response (default: 0)
        --fault KIND[:TIMES]       make the next guest requests fail; TIMES is a number or * (default: 1)
        --token-fault KIND[:TIMES] the same for token requests
        --authorize-fault KIND[:TIMES]
                                   the same for authorization requests
        --contact-fault KIND[:TIMES]
                                   the same for requests that send contacts
        --item-fault KIND[:TIMES]  make the next items of such requests fail
        --fault-rate KIND:P        make guest requests fail with probability P, above 0 and at most 1
        --seed N                   seed of the random numbers for --fault-rate and the order of bulk results (default: 1)
        --count-only               count guests without storing them
        --stop-with-stdin          stop when standard input ends
        --help                     show this text

        Public clients: {SandboxClient.Public.Id}, and {SandboxClient.Regional.Id} for the layout Regional
        Confidential client: {SandboxClient.Confidential.Id}, with the secret {SandboxClient.Confidential.Secret}

        KIND of a request fault: {FaultNames.All}
        KIND of an item fault: {ItemFaultNames.All}
        """;
}
