namespace GenesysGuest.Sandbox;

/// <summary>Writes whole responses.</summary>
internal static class ResponseWriter
{
    public const string Json = "application/json";

    public const string CorrelationId = "ININ-Correlation-Id";

    /// <summary>Writes a response with a status and a body of known length.</summary>
    public static void Write(HttpContext context, int status, string contentType, ReadOnlySpan<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (body.Length > 0 && !HttpMethods.IsHead(context.Request.Method))
        {
            // Not flushed here, because Kestrel sends head and body together at the end of the request.
            body.CopyTo(response.BodyWriter.GetSpan(body.Length));
            response.BodyWriter.Advance(body.Length);
        }
    }
}
