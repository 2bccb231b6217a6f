using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace GenesysGuest.Sandbox;

/// <summary>Routes each request to its endpoint. Runs directly on Kestrel without middleware, so that benchmarks measure the client.</summary>
internal sealed class SandboxApplication(
    SandboxOptions options, AuthorizeEndpoint authorize, TokenEndpoint token, GuestEndpoint guests, TokensMeEndpoint tokensMe,
    IdentityResolutionEndpoint identityResolution, EnrichEndpoint enrich, ContactDirectory contacts, ControlEndpoint control, RequestLog log, int port)
    : IHttpApplication<HttpContext>
{
    private readonly string[] _authorities = [$"127.0.0.1:{port}", $"localhost:{port}", $"[::1]:{port}"];

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        if (contextFeatures is not IHostContextContainer<HttpContext> container)
        {
            return new DefaultHttpContext(contextFeatures);
        }

        // One context for each connection, reused for each of its requests.
        if (container.HostContext is DefaultHttpContext used)
        {
            used.Initialize(contextFeatures);
            return used;
        }

        return container.HostContext = new DefaultHttpContext(contextFeatures);
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        context.Response.Headers[ResponseWriter.CorrelationId] = Guid.NewGuid().ToString();
        string path = context.Request.Path.Value ?? "";
        if (path.StartsWith(ControlEndpoint.Prefix, StringComparison.Ordinal))
        {
            return IsForThisHost(context) ? control.HandleAsync(context) : Misdirected(context);
        }

        log.Record(context.Request);
        if (options.DateOffset != TimeSpan.Zero)
        {
            context.Response.Headers.Date = (options.Clock.GetUtcNow() + options.DateOffset).ToString("R", CultureInfo.InvariantCulture);
        }

        switch (path)
        {
            case GuestEndpoint.Path:
                return guests.HandleAsync(context);
            case EnrichEndpoint.Path:
                return enrich.HandleAsync(context);
            case "/api/v2/oauth/token" when Serves(SandboxLayouts.ApiPath):
            case "/oauth/token" when Serves(SandboxLayouts.Regional):
                return token.HandleAsync(context);
            case TokensMeEndpoint.Path:
                return tokensMe.HandleAsync(context);
            case var _ when IdentityResolutionEndpoint.Is(path):
                return identityResolution.HandleAsync(context);
            case var _ when path.StartsWith(ContactDirectory.Prefix, StringComparison.Ordinal):
                return contacts.HandleAsync(context, path[ContactDirectory.Prefix.Length..]);
            case "/api/v2/oauth/authorize" when Serves(SandboxLayouts.ApiPath):
            case "/oauth/authorize" when Serves(SandboxLayouts.Regional):
                return IsForThisHost(context) ? authorize.HandleAsync(context) : Misdirected(context);
            case AuthorizeEndpoint.ConsentPath:
                return IsForThisHost(context) ? authorize.HandleConsentAsync(context) : Misdirected(context);
            default:
                ApiError.NotFound.Write(context);
                return Task.CompletedTask;
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception) => ((DefaultHttpContext)context).Uninitialize();

    private bool Serves(SandboxLayouts layout) => options.Layouts.HasFlag(layout);

    private static Task Misdirected(HttpContext context)
    {
        new ApiError(StatusCodes.Status421MisdirectedRequest, "misdirected.request", "The Host header does not name this sandbox.").Write(context);
        return Task.CompletedTask;
    }

    // After DNS rebinding, the host name of a web page resolves to 127.0.0.1, but the page still sends that name.
    private bool IsForThisHost(HttpContext context) => _authorities.Contains(context.Request.Host.Value, StringComparer.OrdinalIgnoreCase);
}
