namespace GenesysGuest.Sandbox;

/// <summary>Permits requests from pages of other origins, as Genesys Cloud does at its token and API addresses (Fetch standard, "CORS protocol").</summary>
internal static class Cors
{
    /// <summary>Writes the headers that tell a browser what a page may do, and responds to a preflight request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="methods">The methods of the address.</param>
    /// <returns>True if the request is a preflight and the response is complete.</returns>
    public static bool TryRespond(HttpContext context, string methods)
    {
        if (context.Request.Headers.Origin.Count == 0)
        {
            return false;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*"; // callers authenticate with a token, not a cookie
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            headers.AccessControlExposeHeaders = ResponseWriter.CorrelationId;
            return false;
        }

        headers.AccessControlAllowMethods = methods;
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
