using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Creates guests from valid bodies, for authorized callers, within the rate limit.</summary>
internal sealed class GuestEndpoint(
    SandboxOptions options, Turnstile turnstile, GuestStore guests, RequestLog log, FaultPlan faults, FaultyResponse faulty, CancellationToken stopping)
{
    public const string Path = "/api/v2/externalusers/guests";

    public const int BodyLimit = 64 * 1024;

    private static readonly RequestBody.Parser<GuestBody> ParseBody = GuestBody.Parse;

    public async Task HandleAsync(HttpContext context)
    {
        if (Cors.TryRespond(context, HttpMethods.Post))
        {
            return;
        }

        log.EnterGuests();
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            log.LeaveGuests();
        }
    }

    private static JsonScratch Render(SandboxGuest guest, FaultKind? fault)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        string created = guest.CreatedDate.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteStartObject();
        if (fault != FaultKind.MissingId)
        {
            json.WriteString("id"u8, guest.Id);
        }

        json.WriteString("name"u8, guest.Name);
        json.WriteString("email"u8, guest.Email);
        if (fault != FaultKind.MissingToken)
        {
            json.WriteString("token"u8, guest.Token);
        }

        json.WriteString("createdDate"u8, created);
        json.WriteString("updatedDate"u8, created);

        // Clients must ignore unknown members, so the response contains some, one of them nested.
        json.WriteNumber("version"u8, 1);
        json.WriteStartObject("division"u8);
        json.WriteString("id"u8, "c0ffee00-0000-4000-8000-000000000001"u8);
        json.WriteString("name"u8, "Home"u8);
        json.WriteEndObject();
        json.WriteString("selfUri"u8, $"{Path}/{guest.Id}");
        json.WriteEndObject();
        return scratch;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (faults.Take(FaultTarget.Guests, workIsDone: false) is Fault instead)
        {
            if (instead.Kind == FaultKind.Status)
            {
                log.CountGuestResponse(instead.StatusCode);
            }

            await FaultyResponse.InsteadOfWorkAsync(context, instead, status => ApiError.OfStatus(status).ToBody(context));
            return;
        }

        (bool isWithinLimit, GuestBody body) = await RequestBody.ReadAsync(context, BodyLimit, ParseBody);
        if (options.Latency > TimeSpan.Zero)
        {
            // Continues if the client disconnects, as a real server does after it has received a request.
            await Task.Delay(options.Latency, options.Clock, stopping);
        }

        if ((Refusal(context) ?? Objection(context, isWithinLimit, body)) is ApiError error)
        {
            log.CountGuestResponse(error.Status);
            error.Write(context);
            return;
        }

        SandboxGuest guest = guests.Create(body);
        Fault? fault = faults.Take(FaultTarget.Guests, workIsDone: true);
        if (fault is null)
        {
            ResponseWriter.Write(context, options.CreatedStatus, ResponseWriter.Json, Render(guest, null).Written);
            return;
        }

        await faulty.AfterWorkAsync(context, fault, options.CreatedStatus, Render(guest, fault.Kind).Written.ToArray());
    }

    /// <summary>Returns the error of an unauthorized caller, or null if the caller is authorized.</summary>
    private ApiError? Refusal(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return ApiError.MethodNotAllowed;
        }

        Bearer bearer = turnstile.Admit(context);
        if (bearer.Token is not AccessToken token)
        {
            return bearer.Error;
        }

        if (token.MissingScopes.Count > 0)
        {
            return ApiError.NotAuthorizedForScope(token.MissingScopes);
        }

        return token.Client.HasPermission ? null : ApiError.MissingPermission;
    }

    /// <summary>Returns the error of an invalid request, or null if it is valid.</summary>
    private static ApiError? Objection(HttpContext context, bool isWithinLimit, GuestBody body)
    {
        if (!MediaTypes.IsJson(context.Request.ContentType))
        {
            return ApiError.UnsupportedMediaType;
        }

        if (!MediaTypes.AcceptsJson(context.Request.Headers.Accept))
        {
            return ApiError.NotAcceptable;
        }

        if (!isWithinLimit)
        {
            return ApiError.TooLarge(BodyLimit);
        }

        return body.Problem is null ? null : ApiError.BadRequest(body.Problem);
    }
}
