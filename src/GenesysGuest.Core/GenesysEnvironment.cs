using System.Text.RegularExpressions;

namespace GenesysGuest;

/// <summary>The environment of an organization: the three addresses that a client needs.</summary>
/// <remarks>
/// Created from a domain (<c>usw2.pure.cloud</c>), an AWS region name (<c>us-west-2</c>), or a base address
/// (<c>http://127.0.0.1:5080</c>). Every address can be replaced. Plain <c>http</c> is allowed only for loopback addresses (RFC 6749 §3.1, §3.2: TLS).
/// </remarks>
public sealed record GenesysEnvironment
{
    private const string ApiRoot = "/api/v2/";
    private const string GuestsPath = "externalusers/guests";

    private const string Remedy =
        "Specify the domain of your organization (such as usw2.pure.cloud), an AWS region (such as us-west-2), or a base address (such as https://gateway.example.com/genesys).";

    private static readonly Regex Domain = new(
        @"\A(?=.{4,253}\z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private GenesysEnvironment(string name, HostLayout layout, Uri authorize, Uri token, Uri guests)
    {
        Name = name;
        Layout = layout;
        AuthorizeUri = authorize;
        TokenUri = token;
        GuestsUri = guests;
    }

    /// <summary>The domain or base address.</summary>
    public string Name { get; }

    /// <summary>The host layout that the addresses were derived for.</summary>
    public HostLayout Layout { get; }

    /// <summary>The address that the browser opens, where the user signs in and gives consent.</summary>
    public Uri AuthorizeUri { get; private init; }

    /// <summary>The address where codes, refresh tokens, and client credentials are exchanged for access tokens.</summary>
    public Uri TokenUri { get; private init; }

    /// <summary>The address where guests are created.</summary>
    public Uri GuestsUri { get; private init; }

    /// <summary>The issuer that callbacks must contain (RFC 9207 §2.4). If null, an issuer is optional and must have the origin of <see cref="AuthorizeUri"/>.</summary>
    public string? Issuer { get; private init; }

    /// <summary>The scopes that are requested by default. Empty in the regional layout, where Genesys Cloud sets them on the OAuth client.</summary>
    public IReadOnlyList<string> DefaultScopes => Layout == HostLayout.ApiPath ? Scope.Default : [];

    /// <summary>Derives the addresses in the <see cref="HostLayout.ApiPath"/> layout.</summary>
    /// <param name="name">A domain, an AWS region name, or a base address.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>.</exception>
    public static GenesysEnvironment Parse(string name) => Parse(name, HostLayout.ApiPath);

    /// <summary>Derives the addresses in the specified layout.</summary>
    /// <param name="name">A domain, an AWS region name, or a base address.</param>
    /// <param name="layout">The host layout.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>.</exception>
    public static GenesysEnvironment Parse(string name, HostLayout layout)
    {
        string text = (name ?? "").Trim();
        if (text.Length == 0)
        {
            throw Invalid("The environment is empty.");
        }

        string? known = GenesysRegion.DomainAt(text) ?? GenesysRegion.Named(text)?.Domain;
        if (known is null && text.Contains("://", StringComparison.Ordinal))
        {
            // A base address is a single host: the system behind it (the sandbox, a gateway) serves all three endpoints.
            string root = BaseAddress(text);
            return At(root, layout, login: root, api: root);
        }

        string domain = known ?? CheckedDomain(text);
        return layout == HostLayout.ApiPath
            ? At(domain, layout, login: $"https://{domain}", api: $"https://{domain}")
            : At(domain, layout, login: $"https://login.{domain}", api: $"https://api.{domain}");
    }

    /// <summary>Creates the same environment with some of its addresses replaced.</summary>
    /// <param name="authorizeUri">A different authorize address, or null to keep it.</param>
    /// <param name="tokenUri">A different token address, or null to keep it.</param>
    /// <param name="guestsUri">A different guests address, or null to keep it.</param>
    /// <param name="issuer">The issuer that callbacks must contain, or null to keep it.</param>
    /// <returns>A new environment.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>: an address is not absolute, or not protected by TLS.</exception>
    public GenesysEnvironment With(Uri? authorizeUri = null, Uri? tokenUri = null, Uri? guestsUri = null, string? issuer = null) => this with
    {
        AuthorizeUri = CheckedEndpoint(authorizeUri) ?? AuthorizeUri,
        TokenUri = CheckedEndpoint(tokenUri) ?? TokenUri,
        GuestsUri = CheckedEndpoint(guestsUri) ?? GuestsUri,
        Issuer = issuer ?? Issuer,
    };

    /// <summary>Returns the environment of the same organization in another host layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidEnvironment"/>: an address was replaced, so a layout cannot be applied.</exception>
    public GenesysEnvironment InLayout(HostLayout layout)
    {
        GenesysEnvironment derived = Parse(Name, Layout);
        return layout == Layout ? this
            : (derived.AuthorizeUri, derived.TokenUri, derived.GuestsUri) == (AuthorizeUri, TokenUri, GuestsUri) ? Parse(Name, layout) with { Issuer = Issuer }
            : throw Invalid($"The environment {Name} has custom addresses, so a layout cannot be applied to it.", "Omit the layout, or create the environment with that layout.");
    }

    /// <summary>Returns the environment of the same organization in the other layout, unless the address was replaced.</summary>
    /// <param name="address">Selects the address.</param>
    /// <returns>The environment, or null if the address was replaced, because no layout applies to a custom address.</returns>
    internal GenesysEnvironment? InOtherLayout(Func<GenesysEnvironment, Uri> address) => address(Parse(Name, Layout)) == address(this)
        ? Parse(Name, Layout == HostLayout.ApiPath ? HostLayout.Regional : HostLayout.ApiPath)
        : null;

    /// <summary>The address that returns the owner of a token. It is on the host of the guests address, so the token is sent to no other host. Null if the guests address was replaced.</summary>
    internal Uri? TokensMeUri => Api("tokens/me");

    /// <summary>Returns another address of the API that the guests address belongs to.</summary>
    /// <param name="path">The path after <c>/api/v2/</c>, percent-encoded.</param>
    /// <returns>The address, or null if it is unknown.</returns>
    internal Uri? Api(string path)
    {
        string address = GuestsUri.GetLeftPart(UriPartial.Path);
        return address.EndsWith(ApiRoot + GuestsPath, StringComparison.Ordinal) ? new Uri(address[..^GuestsPath.Length] + path) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static GenesysEnvironment At(string name, HostLayout layout, string login, string api)
    {
        string authorization = layout == HostLayout.ApiPath ? $"{login}{ApiRoot}oauth" : $"{login}/oauth";
        return new(name, layout, new Uri($"{authorization}/authorize"), new Uri($"{authorization}/token"), new Uri(api + ApiRoot + GuestsPath));
    }

    private static string CheckedDomain(string text)
    {
        if (!Domain.IsMatch(text))
        {
            throw RegionSpelling.WithScheme(text) is { } address ? Invalid($"'{Shown(text)}' has a port, but no scheme. Did you mean {Shown(address)}?")
                : RegionSpelling.NearestNames(text) is { Count: > 0 } names
                ? Invalid($"'{Shown(text)}' is not a known AWS region. Did you mean {string.Join(" or ", names)}?")
                : Invalid($"'{Shown(text)}' is neither a domain nor a known AWS region.");
        }

        string domain = text.ToLowerInvariant();
        RefuseHost(domain);
        return RegionSpelling.NearestDomains(domain) is { Count: > 0 } domains
            ? throw Invalid(
                $"'{domain}' is not a known Genesys Cloud domain. Did you mean {string.Join(" or ", domains)}?",
                $"Correct the domain. If {domain} is correct, specify it as an address: https://{domain}.")
            : domain;
    }

    // The address bar shows the host of a page, such as apps.usw2.pure.cloud.
    private static void RefuseHost(string host)
    {
        if (GenesysRegion.DomainAround(host) is { } domain)
        {
            throw Invalid($"'{host}' is a host in your organization's domain, not the domain itself.", $"Use the domain itself: {domain}.");
        }
    }

    private static string BaseAddress(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            throw Invalid($"'{Shown(text)}' is not an address.");
        }

        RefuseHost(uri.Host.ToLowerInvariant());
        CheckedEndpoint(uri);
        if (uri.Query.Length > 0)
        {
            throw Invalid($"The base address '{Shown(text)}' has a query.");
        }

        return uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
    }

    private static Uri? CheckedEndpoint(Uri? uri)
    {
        if (uri is null)
        {
            return null;
        }

        string shown = Shown(uri.OriginalString);
        if (!uri.IsAbsoluteUri || uri.Host.Length == 0)
        {
            throw Invalid($"The address '{shown}' is not absolute.");
        }

        if (!string.Equals(Printable.Lines(uri.OriginalString), uri.OriginalString, StringComparison.Ordinal)) // the framework removes some of them from the host
        {
            throw Invalid($"The address '{shown}' contains invisible characters.");
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Invalid($"The address of the host '{uri.Host}' contains user information or a fragment.");
        }

        bool secure = string.Equals(uri.Scheme, "https", StringComparison.Ordinal);
        bool loopback = string.Equals(uri.Scheme, "http", StringComparison.Ordinal) && uri.IsLoopback;
        return secure || loopback
            ? uri
            : throw Invalid($"The address '{shown}' is not protected by TLS.", "Use https. Plain http is allowed only for loopback addresses.");
    }

    // The text before an @ may be a password, even if the rest is not an address, so it is not shown.
    private static string Shown(string text) => Printable.Text(text.LastIndexOf('@') is >= 0 and var at ? $"***{text[at..]}" : text);

    private static GenesysException Invalid(string message, string remedy = Remedy) => new(ErrorId.InvalidEnvironment, message, remedy);
}
