using GenesysGuest.SignIn;

namespace GenesysGuest;

/// <summary>A callback that was checked against its request (RFC 6749 §4.1.2, RFC 9207). There is one check, however the callback arrives.</summary>
public sealed class AuthorizationResponse
{
    private AuthorizationResponse(string code) => Code = code;

    /// <summary>The authorization code: a secret until it is redeemed, good once and for a short time.</summary>
    public string Code { get; }

    /// <summary>Checks the address that the browser was sent to.</summary>
    /// <param name="request">The request that it answers.</param>
    /// <param name="callbackUri">The whole address, as copied from the browser's address bar; quotes around it, line breaks and <c>&amp;amp;</c> do no harm.</param>
    /// <returns>The response.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.InvalidCallback"/>, <see cref="ErrorId.StateMismatch"/> or <see cref="ErrorId.AuthorizationDenied"/>.
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
            throw Invalid("The callback address has no query: it is not the whole address, or not the one where the browser ended.");
        }

        string expected = request.RedirectUri.Split('?')[0];
        if (!PastedAddress.IsSame(text[..mark], expected))
        {
            string begins = Uri.TryCreate(text[..mark], UriKind.Absolute, out Uri? shown)
                ? $"; it begins with '{Printable.Text(shown.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))}'" // without user information
                : "";
            throw Invalid($"The callback address does not begin with the redirect URI '{expected}'{begins}.");
        }

        return Check(request, text[mark..], out AuthorizationResponse? response, out _) is { } error ? throw error : response!;
    }

    /// <summary>What it is; the code stays out of text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "An authorization code, not shown";

    /// <summary>The check itself. It does not throw, because the receiver meets strangers' requests by the thousand.</summary>
    /// <param name="request">The request that should be answered.</param>
    /// <param name="query">The callback's query.</param>
    /// <param name="response">The response, when there is no error.</param>
    /// <param name="isOfThisRequest">Whether whoever sent it knows the state: it is this request's own answer, though something may be wrong with it.</param>
    /// <returns>
    /// Null, or the error: <see cref="ErrorId.StateMismatch"/> comes from anyone, <see cref="ErrorId.AuthorizationDenied"/> only from who knows the state.
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
            string named = IsOfTheProtocol(stray) ? $"the error '{stray}'" : "an error"; // anyone may have sent it: nothing else of it is shown
            return new(
                ErrorId.StateMismatch,
                $"The callback brings {named} without the state that was sent, so it may come from anyone.",
                "Look at the browser window that this request opened: the server, or a gateway before it, may say there what went wrong. Then sign in again.") { IsStrayError = true };
        }

        if (!isOfThisRequest)
        {
            return new(
                ErrorId.StateMismatch,
                "The callback's state is not the one that was sent: it answers another request, or comes from someone else.",
                "Sign in again, and use the address from the browser window that this request opened.");
        }

        if (callback.Issuer is null && request.Environment.Issuer is { } expected)
        {
            return Invalid(
                $"The callback names no issuer, and the environment demands '{Printable.Text(expected)}' (RFC 9207 §2.4).",
                "If the server names none, leave the issuer out of the environment.");
        }

        if (callback.Issuer is { } issuer && !IsExpected(issuer, request.Environment))
        {
            return Invalid(
                $"The callback names the issuer '{Printable.Text(issuer)}', which is not that of {request.Environment.Name} (RFC 9207).",
                "If the issuer is right, name it in the environment.",
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
        string message, string remedy = "Sign in again. If you copied the address, copy the whole of it from the browser's address bar, from http to the end.",
        NextStep nextStep = NextStep.None) =>
        new(ErrorId.InvalidCallback, message, remedy) { NextStep = nextStep };

    // RFC 6749 §4.1.2.1.
    private static bool IsOfTheProtocol(string error) => error
        is "access_denied" or "invalid_request" or "unauthorized_client" or "invalid_scope" or "unsupported_response_type"
        or "server_error" or "temporarily_unavailable";

    private static SignInException Denied(string error, string? description)
    {
        string remedy = error switch
        {
            "access_denied" => "Sign in again and choose Allow, or ask an administrator whether the client may be used.",
            "unauthorized_client" => "Check the client id, and that the OAuth client permits the authorization code grant with PKCE.",
            "invalid_scope" => "Ask only for scopes that are set on the OAuth client.",
            "invalid_request" or "invalid_pkce_package" or "unsupported_response_type" =>
                "Check the redirect URI and the client's grant type against the OAuth client in Genesys Cloud.",
            "temporarily_unavailable" or "server_error" => "Try again in a few minutes.",
            _ => "Check the OAuth client in Genesys Cloud, and that the environment is the organization's region.",
        };
        string detail = string.IsNullOrWhiteSpace(description) ? "" : $": {Printable.Text(description)}";
        return new(ErrorId.AuthorizationDenied, $"The authorization server answered '{Printable.Text(error)}'{detail}.", remedy)
        {
            NextStep = error is "invalid_scope" ? NextStep.ChooseScopes : NextStep.None,
            ServerCode = Printable.Text(error),
        };
    }
}
