using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace GenesysGuest.Sandbox;

/// <summary>The common part of the addresses for contacts: faults, authentication, rate limits, and reading of bodies.</summary>
internal sealed class ContactApi(
    SandboxOptions options, Turnstile turnstile, RequestLog log, FaultPlan faults, FaultyResponse faulty, CancellationToken stopping)
{
    public const int BodyLimit = 512 * 1024;

    private static readonly RequestBody.Parser<byte[]> Copy = (in ReadOnlySequence<byte> body) => body.ToArray();

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] NeededScopes = [SandboxOptions.ContactScope];

    /// <summary>Responds to a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="target">The address in fault plans.</param>
    /// <param name="methods">The methods of the address.</param>
    /// <param name="permission">The required permission, without the name of the application.</param>
    /// <param name="work">Creates the result of a valid request with this body, which is a JSON object for POST and undefined otherwise.</param>
    public async Task HandleAsync(HttpContext context, FaultTarget target, string[] methods, string permission, Func<JsonElement, ContactResponse> work)
    {
        if (Cors.TryRespond(context, string.Join(", ", methods)))
        {
            return;
        }

        bool bringsContacts = target == FaultTarget.Contacts;
        if (bringsContacts)
        {
            log.CountContacts();
        }

        if (faults.Take(target, workIsDone: false) is Fault instead)
        {
            if (bringsContacts && instead.Kind == FaultKind.Status)
            {
                log.CountContactResponse(instead.StatusCode);
            }

            await FaultyResponse.InsteadOfWorkAsync(context, instead, status => ApiError.OfStatus(status).ToBody(context));
            return;
        }

        bool isWithinLimit = true;
        byte[]? body = null;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            (isWithinLimit, body) = await RequestBody.ReadAsync(context, BodyLimit, Copy);
        }

        if (options.Latency > TimeSpan.Zero)
        {
            // Continues if the client disconnects, as a real server does after it has received a request.
            await Task.Delay(options.Latency, options.Clock, stopping);
        }

        ContactResponse response = (Refusal(context, methods, permission) ?? Objection(context, isWithinLimit)) is ApiError error
            ? new ContactResponse(null, error)
            : Work(body, work);
        if (response.Body is not { } scratch)
        {
            if (bringsContacts)
            {
                log.CountContactResponse(response.Error!.Status);
            }

            response.Error!.Write(context);
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

    private static ContactResponse Work(byte[]? body, Func<JsonElement, ContactResponse> work)
    {
        if (body is null)
        {
            return work(default);
        }

        if (!Utf8.IsValid(body))
        {
            return ContactResponse.Bad("The body is not valid Unicode.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Strict);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? work(root) : ContactResponse.Bad("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            return ContactResponse.Bad("The body is not valid JSON or repeats a member.");
        }
        catch (InvalidOperationException)
        {
            // The reader throws this for half a surrogate pair.
            return ContactResponse.Bad("The body is not valid Unicode.");
        }
    }

    private ApiError? Refusal(HttpContext context, string[] methods, string permission)
    {
        if (!methods.Contains(context.Request.Method, StringComparer.Ordinal))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return ApiError.MethodNotAllowed;
        }

        Bearer bearer = turnstile.Admit(context);
        return bearer.Token is not { } token ? bearer.Error
            : !token.Scopes.Contains(SandboxOptions.ContactScope, StringComparer.Ordinal) ? ApiError.NotAuthorizedForScope(NeededScopes)
            : token.Client.HasPermission ? null
            : ApiError.Missing("externalContacts:" + permission);
    }

    private static ApiError? Objection(HttpContext context, bool isWithinLimit) =>
        HttpMethods.IsPost(context.Request.Method) && !MediaTypes.IsJson(context.Request.ContentType) ? ApiError.UnsupportedMediaType
        : !MediaTypes.AcceptsJson(context.Request.Headers.Accept) ? ApiError.NotAcceptable
        : isWithinLimit ? null
        : ApiError.TooLarge(BodyLimit);
}
