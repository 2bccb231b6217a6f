using GenesysGuest.SignIn;

namespace GenesysGuest;

/// <summary>A callback that was checked against its request (RFC 6749 §4.1.2, RFC 9207). The check is the same whether a browser delivered the callback or a user pasted it.</summary>
public sealed class AuthorizationResponse
{
    private AuthorizationResponse(string code) => Code = code;

    /// <summary>The authorization code. It is a secret until it is redeemed, and can be used once and for a short time.</summary>
    public string Code { get; }

    /// <summary>Checks the address that the browser was redirected to.</summary>
    /// <param name="request">The request that the callback belongs to.</param>
    /// <param name="callbackUri">The whole address, as copied from the browser's address bar. Surrounding quotes, line breaks, and <c>&amp;amp;</c> are accepted.</param>
    /// <returns>The response.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.InvalidCallback"/>, <see cref="ErrorId.StateMismatch"/>, or <see cref="ErrorId.AuthorizationDenied"/>.
    /// </exception>
    public static AuthorizationResponse Parse(AuthorizationRequest request, string callbackUri)
    {
        ArgumentNullException.ThrowIfNull(request);

        string text = PastedAddress.Clean(callbackUri);
        int hash = text.IndexOf('#');
        text = hash < 0 ? text : text[..hash];
        int mark = text.IndexOf('?');
        if (mark < 0)
        {
            throw Invalid("The callback address has no query. Either it is incomplete, or it is not the final address in the browser.");
        }

        string expected = request.RedirectUri.Split('?')[0];
        if (!PastedAddress.IsSame(text[..mark], expected))
        {
            string begins = Uri.TryCreate(text[..mark], UriKind.Absolute, out Uri? shown)
                ? $". It begins with '{Printable.Text(shown.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))}'" // without user information
                : "";
            throw Invalid($"The callback address does not begin with the redirect URI '{expected}'{begins}.");
        }

        return Check(request, text[mark..], out AuthorizationResponse? response, out _) is { } error ? throw error : response!;
    }

    /// <summary>Returns a description without the code.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "An authorization code, not shown";

    /// <summary>Checks a callback. It does not throw, because the receiver may get thousands of unrelated requests.</summary>
    /// <param name="request">The request that the callback should belong to.</param>
    /// <param name="query">The query of the callback.</param>
    /// <param name="response">The response, or null if there is an error.</param>
    /// <param name="isOfThisRequest">Whether the sender knows the state. If so, the callback belongs to this request, even if it contains an error.</param>
    /// <returns>
    /// Null, or the error. Anyone can cause <see cref="ErrorId.StateMismatch"/>, but only a sender that knows the state can cause <see cref="ErrorId.AuthorizationDenied"/>.
    /// </returns>
    internal static SignInException? Check(AuthorizationRequest request, string query, out AuthorizationResponse? response, out bool isOfThisRequest)
    {
        response = null;
        CallbackQuery callback = CallbackQuery.Read(query);
        isOfThisRequest = callback.State is { } state && FixedTime.Equals(state, request.State);
        if (callback.Fault is { } fault)
        {
            return Invalid($"The callback {fault}.");
        }

        if (callback is { State: null, Error: { } stray })
        {
            string named = IsOfTheProtocol(stray) ? $"the error '{stray}'" : "an error"; // the sender is unknown, so nothing else of it is shown
            return new(
                ErrorId.StateMismatch,
                $"The callback contains {named} without the state that was sent, so its origin is unknown.",
                "Check the browser window that this request opened. The server, or a gateway in front of it, may show the cause there. Then sign in again.") { IsStrayError = true };
        }

        if (!isOfThisRequest)
        {
            return new(
                ErrorId.StateMismatch,
                "The state in the callback is not the one that was sent. The callback belongs to another request, or comes from another party.",
                "Sign in again, and then use the address from the browser window that this request opened.");
        }

        if (callback.Issuer is null && request.Environment.Issuer is { } expected)
        {
            return Invalid(
                $"The callback contains no issuer, but the environment requires '{Printable.Text(expected)}' (RFC 9207 §2.4).",
                "If the server does not send an issuer, remove the issuer from the environment.");
        }

        if (callback.Issuer is { } issuer && !IsExpected(issuer, request.Environment))
        {
            return Invalid(
                $"The callback contains the issuer '{Printable.Text(issuer)}', which is not the issuer of {request.Environment.Name} (RFC 9207).",
                "If the issuer is correct, specify it in the environment.",
                NextStep.NameIssuer);
        }

        if (callback.Error is { } error)
        {
            return callback.Code is null ? Denied(error, callback.ErrorDescription) : Invalid("The callback has both a code and an error.");
        }

        if (string.IsNullOrEmpty(callback.Code))
        {
            return Invalid("The callback has neither a code nor an error.");
        }

        response = new AuthorizationResponse(callback.Code!);
        return null;
    }

    private static bool IsExpected(string issuer, GenesysEnvironment environment)
    {
        if (environment.Issuer is { } named)
        {
            return string.Equals(issuer, named, StringComparison.Ordinal);
        }

        return Uri.TryCreate(issuer, UriKind.Absolute, out Uri? uri)
            && Uri.Compare(uri, environment.AuthorizeUri, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
    }

    private static SignInException Invalid(
        string message, string remedy = "Sign in again. If you copied the address, copy the entire address from the browser's address bar, from http to the end.",
        NextStep nextStep = NextStep.None) =>
        new(ErrorId.InvalidCallback, message, remedy) { NextStep = nextStep };

    // RFC 6749 §4.1.2.1.
    private static bool IsOfTheProtocol(string error) => error
        is "access_denied" or "invalid_request" or "unauthorized_client" or "invalid_scope" or "unsupported_response_type"
        or "server_error" or "temporarily_unavailable";

    /// <summary>Whether an error concerns the request itself, so that no user and no retry can change it.</summary>
    /// <param name="error">The error.</param>
    /// <returns>False also if a user may be needed, such as for <c>login_required</c>.</returns>
    internal static bool IsOfRequest(string error) => error
        is "invalid_request" or "unauthorized_client" or "invalid_scope" or "unsupported_response_type" or "invalid_pkce_package";

    private static SignInException Denied(string error, string? description)
    {
        string remedy = error switch
        {
            "access_denied" => "Sign in again and select Allow, or ask an administrator whether you are allowed to use the client.",
            "unauthorized_client" => "Check the client id, and check that the OAuth client allows the authorization code grant with PKCE.",
            "invalid_scope" => "Request only scopes that are set on the OAuth client.",
            "invalid_request" or "invalid_pkce_package" or "unsupported_response_type" =>
                "Compare the redirect URI and the grant type with those of the OAuth client in Genesys Cloud.",
            "temporarily_unavailable" or "server_error" => "Try again in a few minutes.",
            _ => "Check the OAuth client in Genesys Cloud, and check that the environment is the organization's region.",
        };
        string detail = string.IsNullOrWhiteSpace(description) ? "" : $": {Printable.Text(description).TrimEnd('.')}";
        return new(ErrorId.AuthorizationDenied, $"The authorization server returned the error '{Printable.Text(error)}'{detail}.", remedy)
        {
            NextStep = error is "invalid_scope" ? NextStep.ChooseScopes : NextStep.None,
            ServerCode = Printable.Text(error),
        };
    }
}
