using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GenesysGuest.Sandbox;

/// <summary>The control interface for other processes, under <c>/_sandbox/</c>. Genesys Cloud has no such interface.</summary>
internal sealed class ControlEndpoint(SandboxServer server)
{
    public const string Prefix = "/_sandbox/";

    private const int BodyLimit = 64 * 1024;

    private const int FlushEvery = 256;

    private static readonly RequestBody.Parser<byte[]> Copy = (in ReadOnlySequence<byte> body) => body.ToArray();

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // Browsers send the origin of a page. No page may use this interface.
        if (context.Request.Headers.Origin.Count > 0)
        {
            new ApiError(StatusCodes.Status403Forbidden, "not.authorized", "The control interface does not accept requests from web pages.").Write(context);
            return;
        }

        switch (context.Request.Method, context.Request.Path.Value![Prefix.Length..])
        {
            case ("GET", "guests"):
                await WriteAllAsync(context, server.Guests, SandboxJson.Default.SandboxGuest);
                break;
            case ("DELETE", "guests"):
                server.ClearGuests();
                Done(context);
                break;
            case ("GET", "contacts"):
                await WriteAllAsync(context, server.Contacts, SandboxJson.Default.SandboxContact);
                break;
            case ("DELETE", "contacts"):
                server.ClearContacts();
                Done(context);
                break;
            case ("GET", "counts"):
                WriteCounts(context);
                break;
            case ("POST", "faults"):
                await WithBodyAsync(context, SandboxJson.Default.FaultRequest, request => request.AddTo(server.Faults));
                break;
            case ("DELETE", "faults"):
                server.Faults.Clear();
                Done(context);
                break;
            case ("POST", "expire-tokens"):
                server.ExpireAccessTokens();
                Done(context);
                break;
            case ("POST", "revoke-tokens"):
                server.RevokeTokens();
                Done(context);
                break;
            case ("POST", "consume-rate-limit"):
                await WithBodyAsync(context, SandboxJson.Default.RateLimitRequest, request => server.ConsumeRateLimit(request.Requests));
                break;
            default:
                ApiError.NotFound.Write(context);
                break;
        }
    }

    private static void Done(HttpContext context) => context.Response.StatusCode = StatusCodes.Status204NoContent;

    private static async Task WithBodyAsync<T>(HttpContext context, JsonTypeInfo<T> type, Action<T> act)
        where T : class
    {
        (bool isWithinLimit, byte[]? body) = await RequestBody.ReadAsync(context, BodyLimit, Copy);
        if (!isWithinLimit)
        {
            ApiError.TooLarge(BodyLimit).Write(context);
            return;
        }

        try
        {
            act(JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The body must be a JSON object."));
            Done(context);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            ApiError.BadRequest(exception.Message).Write(context);
        }
    }

    private void WriteCounts(HttpContext context)
    {
        RequestLog requests = server.Requests;
        Counts counts = new(
            server.GuestCount,
            requests.Authorize,
            requests.Token,
            requests.Guests,
            requests.GuestsThrottled,
            requests.GuestsUnauthorized,
            requests.PeakConcurrentGuests,
            server.ContactCount,
            requests.Contacts,
            requests.ContactsThrottled,
            server.Faults.Befallen,
            server.Faults.Pending);
        ResponseWriter.Write(context, StatusCodes.Status200OK, ResponseWriter.Json, JsonSerializer.SerializeToUtf8Bytes(counts, SandboxJson.Default.Counts));
    }

    private static async Task WriteAllAsync<T>(HttpContext context, IReadOnlyList<T> all, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = ResponseWriter.Json;
        await context.Response.StartAsync(context.RequestAborted);
        int written = 0;
        await using Utf8JsonWriter json = new(context.Response.BodyWriter);
        json.WriteStartArray();
        foreach (T one in all)
        {
            JsonSerializer.Serialize(json, one, type);
            if (++written % FlushEvery == 0)
            {
                json.Flush();
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }

        json.WriteEndArray();
    }
}
