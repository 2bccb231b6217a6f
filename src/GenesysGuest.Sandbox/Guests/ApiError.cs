using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>An error in the format of Genesys Cloud's API.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Code">The code, such as <c>bad.credentials</c>.</param>
/// <param name="Template">The message, in which <c>{name}</c> stands for its parameter.</param>
/// <param name="ParameterName">The name of that parameter.</param>
/// <param name="ParameterValue">The value of that parameter.</param>
internal sealed record ApiError(int Status, string Code, string Template, string? ParameterName = null, string? ParameterValue = null)
{
    public static ApiError AuthenticationRequired { get; } =
        new(401, "authentication.required", "No authentication bearer token specified in authorization header.");

    public static ApiError BadCredentials { get; } = new(401, "bad.credentials", "Invalid login credentials.");

    public static ApiError MissingPermission { get; } = Missing("webmessaging:guest:create");

    public static ApiError NotFound { get; } = new(404, "not.found", "The requested resource was not found.");

    public static ApiError MethodNotAllowed { get; } = new(405, "method.not.allowed", "The method is not allowed for this resource.");

    public static ApiError NotAcceptable { get; } = new(406, "not.acceptable", "The response is application/json, which the Accept header excludes.");

    public static ApiError UnsupportedMediaType { get; } = new(
        415,
        "unsupported.media.type",
        "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.");

    public static ApiError Missing(string permission) => new(
        403,
        "missing.any.permissions",
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: [{permissions}]",
        "permissions",
        permission);

    public static ApiError NotAuthorizedForScope(IEnumerable<string> scopes) => new(
        403, "app.not.authorized.for.scope", "App not authorized to use scope [{scopes}]", "scopes", string.Join(", ", scopes));

    public static ApiError BadRequest(string problem) => new(400, "bad.request", problem);

    public static ApiError TooLarge(int limit) => new(
        413, "request.entity.too.large", "The request is over the size limit. Maximum bytes: {limit}", "limit", Text(limit));

    public static ApiError TooManyRequests(int seconds) => new(
        429, "too.many.requests", "Rate limit exceeded the maximum. Retry the request in [{seconds}] seconds", "seconds", Text(seconds));

    /// <summary>The message with the value of its parameter.</summary>
    public string Message => ParameterName is null ? Template : Template.Replace("{" + ParameterName + "}", ParameterValue, StringComparison.Ordinal);

    /// <summary>The error of the API for a requested status.</summary>
    public static ApiError OfStatus(int status) => status switch
    {
        401 => BadCredentials,
        403 => MissingPermission,
        404 => NotFound,
        408 => new(408, "request.timeout", "The request timed out."),
        409 => new(409, "conflict", "The request conflicts with the current state of the target resource."),
        413 => TooLarge(GuestEndpoint.BodyLimit),
        415 => UnsupportedMediaType,
        429 => TooManyRequests(1),
        500 => new(500, "internal.server.error", "The server encountered an unexpected condition which prevented it from fulfilling the request."),
        503 => new(
            503,
            "service.unavailable",
            "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance)."),
        504 => new(504, "gateway.timeout", "The request timed out."),
        _ => new(status, "sandbox.fault", "This fault was requested."),
    };

    /// <summary>Creates the error's body, which contains the correlation id of the response.</summary>
    public byte[] ToBody(HttpContext context)
    {
        JsonScratch scratch = Render(context);
        return scratch.Written.ToArray();
    }

    /// <summary>Writes this error as the response.</summary>
    public void Write(HttpContext context) => ResponseWriter.Write(context, Status, ResponseWriter.Json, Render(context).Written);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private JsonScratch Render(HttpContext context)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        json.WriteString("message"u8, Message);
        json.WriteString("code"u8, Code);
        json.WriteNumber("status"u8, Status);
        json.WriteString("messageWithParams"u8, Template);
        json.WriteStartObject("messageParams"u8);
        if (ParameterName is not null)
        {
            json.WriteString(ParameterName, ParameterValue);
        }

        json.WriteEndObject();
        json.WriteString("contextId"u8, context.Response.Headers[ResponseWriter.CorrelationId].ToString());
        json.WriteStartArray("details"u8);
        json.WriteEndArray();
        json.WriteStartArray("errors"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        return scratch;
    }
}
