namespace GenesysGuest.Sandbox;

/// <summary>Asks a person for consent to a client's request, or decides automatically.</summary>
internal sealed class AuthorizeEndpoint(SandboxOptions options, TokenStore tokens, PendingConsents consents, RequestLog log, FaultPlan faults)
{
    public const string ConsentPath = "/oauth/consent";

    private const int ConsentLimit = 4096;

    public Task HandleAsync(HttpContext context)
    {
        log.CountAuthorize();
        if (faults.Take(FaultTarget.Authorize, workIsDone: false) is Fault instead)
        {
            return FaultyResponse.InsteadOfWorkAsync(context, instead, status => ApiError.OfStatus(status).ToBody(context));
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Get;
            HtmlPage.WriteError(context, StatusCodes.Status405MethodNotAllowed, "This address accepts only GET.");
            return Task.CompletedTask;
        }

        AuthorizeReading reading = AuthorizeReading.Read(context.Request.QueryString, options);
        if (reading.PageError is not null)
        {
            HtmlPage.WriteError(context, StatusCodes.Status400BadRequest, reading.PageError);
        }
        else if (reading.ErrorRedirect is not null)
        {
            Redirect(context, StatusCodes.Status302Found, reading.ErrorRedirect);
        }
        else if (options.AutoApprove)
        {
            Redirect(context, StatusCodes.Status302Found, Allow(reading.Request!));
        }
        else if (options.AutoDeny)
        {
            Redirect(context, StatusCodes.Status302Found, Deny(reading.Request!));
        }
        else
        {
            HtmlPage.WriteConsent(context, reading.Request!, consents.Add(reading.Request!));
        }

        return Task.CompletedTask;
    }

    /// <summary>Receives the decision from the consent page.</summary>
    public async Task HandleConsentAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            HtmlPage.WriteError(context, StatusCodes.Status405MethodNotAllowed, "This address accepts only POST.");
            return;
        }

        // Browsers send the origin of a form. A form on another site must not decide for the person.
        if (context.Request.Headers.Origin is { Count: > 0 } origin
            && !string.Equals(origin, "http://" + context.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            HtmlPage.WriteError(context, StatusCodes.Status403Forbidden, "This form came from another site.");
            return;
        }

        (bool isWithinLimit, FormFields? form) = await RequestBody.ReadAsync(context, ConsentLimit, FormFields.ParseBody);
        if (!isWithinLimit || form?["consent"] is not string id || consents.Take(id) is not AuthorizeRequest request)
        {
            HtmlPage.WriteError(context, StatusCodes.Status400BadRequest, "This form was already submitted or is too old. Start again.");
            return;
        }

        bool isAllowed = string.Equals(form["decision"], "allow", StringComparison.Ordinal);
        Redirect(context, StatusCodes.Status303SeeOther, isAllowed ? Allow(request) : Deny(request));
    }

    private static void Redirect(HttpContext context, int status, string location)
    {
        HtmlPage.WriteHeaders(context);
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
    }

    private string Allow(AuthorizeRequest request) => RedirectUris.Append(
        request.RedirectUri, [("code", tokens.IssueCode(request)), ("state", request.State), ("iss", options.Issuer)]);

    private string Deny(AuthorizeRequest request) => RedirectUris.Append(
        request.RedirectUri,
        AuthorizeReading.ErrorParameters("access_denied", "The request was denied on the consent page.", request.State, options.Issuer));
}
