namespace GenesysGuest.Sandbox;

/// <summary>The common part of the API addresses for an organization: faults and authentication.</summary>
internal sealed class ApiEndpoint(TokenStore tokens, FaultPlan faults, FaultyResponse faulty)
{
    /// <summary>Responds to a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="target">The address in fault plans.</param>
    /// <param name="methods">The methods of the address.</param>
    /// <param name="respond">Creates the response to an authenticated request: a body, no body (204), or an error.</param>
    public async Task HandleAsync(HttpContext context, FaultTarget target, string[] methods, Func<AccessToken, (JsonScratch? Body, ApiError? Error)> respond)
    {
        if (Cors.TryRespond(context, string.Join(", ", methods)))
        {
            return;
        }

        if (faults.Take(target, workIsDone: false) is Fault instead)
        {
            await FaultyResponse.InsteadOfWorkAsync(context, instead, status => ApiError.OfStatus(status).ToBody(context));
            return;
        }

        if (!methods.Contains(context.Request.Method, StringComparer.Ordinal))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            ApiError.MethodNotAllowed.Write(context);
            return;
        }

        Bearer bearer = Bearer.Read(context, tokens);
        (JsonScratch? scratch, ApiError? error) = bearer.Token is { } token ? respond(token) : (null, bearer.Error);
        if (error is not null)
        {
            error.Write(context);
            return;
        }

        if (scratch is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (faults.Take(target, workIsDone: true) is Fault fault)
        {
            await faulty.AfterWorkAsync(context, fault, StatusCodes.Status200OK, scratch.Written.ToArray());
        }
        else
        {
            ResponseWriter.Write(context, StatusCodes.Status200OK, ResponseWriter.Json, scratch.Written);
        }
    }
}
