using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenesysGuest.Tests.Support;

/// <summary>What a <see cref="ScriptedServer"/> does with a request.</summary>
internal sealed record Reply
{
    private Reply()
    {
    }

    /// <summary>The status.</summary>
    public int Status { get; private init; }

    /// <summary>The body; null: none.</summary>
    public byte[]? Body { get; private init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; private init; } = "application/json";

    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>What is thrown instead of an answer.</summary>
    public Exception? Thrown { get; private init; }

    /// <summary>Whether the request's body is read before that.</summary>
    public bool TakesRequest { get; private init; } = true;

    /// <summary>What the server waits for before it answers.</summary>
    public Task Gate { get; private init; } = Task.CompletedTask;

    /// <summary>Whether the connection breaks after the body.</summary>
    public bool IsCutOff { get; private init; }

    /// <summary>The connection is refused: the request never leaves.</summary>
    public static Reply ConnectFailure { get; } = Throws(
        new HttpRequestException("Connection refused", new SocketException((int)SocketError.ConnectionRefused)), takesRequest: false);

    /// <summary>The connection breaks after the request has left.</summary>
    public static Reply Lost { get; } = Throws(new HttpRequestException("The connection was reset."), takesRequest: true);

    public static Reply Json(int status, string body, params (string Name, string Value)[] headers) =>
        new() { Status = status, Body = Encoding.UTF8.GetBytes(body), Headers = headers };

    public static Reply Of(int status, params (string Name, string Value)[] headers) => Json(status, "{}", headers);

    public static Reply Bytes(int status, byte[] body, string contentType) =>
        new() { Status = status, Body = body, ContentType = contentType };

    public static Reply Bytes(int status, byte[] body, params (string Name, string Value)[] headers) => new() { Status = status, Body = body, Headers = headers };

    public static Reply Text(int status, string body, string contentType) => Bytes(status, Encoding.UTF8.GetBytes(body), contentType);

    public static Reply Empty(int status) => new() { Status = status };

    public static Reply Throws(Exception exception, bool takesRequest) => new() { Thrown = exception, TakesRequest = takesRequest };

    /// <summary>A token answer (RFC 6749 §5.1) for an hour.</summary>
    public static Reply Grant(string accessToken = "at-1", string? refreshToken = "rt-1", double expiresIn = 3600) => Json(200, FormattableString.Invariant(
        $$"""{"access_token":"{{accessToken}}","token_type":"bearer","expires_in":{{expiresIn}}{{(refreshToken is null ? "" : $",\"refresh_token\":\"{refreshToken}\"")}}}"""));

    /// <summary>An OAuth error (RFC 6749 §5.2).</summary>
    public static Reply OAuthError(int status, string error, string description = "No.") =>
        Json(status, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

    /// <summary>A guest was created.</summary>
    public static Reply Guest(string id = "g-1", string token = "guest-token-1", string email = "ada@example.com") => Json(
        201,
        $$"""{"id":"{{id}}","name":"Ada","email":"{{email}}","token":"{{token}}","createdDate":"2030-01-02T12:00:00.123Z","selfUri":"/api/v2/externalusers/guests/{{id}}"}""");

    /// <summary>The guest that was asked for was created, with a token that tells when.</summary>
    public static Reply Guest(SentRequest request, int index) => Guest($"id-{index}", $"token-{index}", request.Email);

    /// <summary>A Genesys error body.</summary>
    public static Reply GenesysError(int status, string code, string message = "No.", params (string Name, string Value)[] headers) =>
        Json(status, $$"""{"message":"{{message}}","code":"{{code}}","status":{{status}},"contextId":"c-1","details":[],"errors":[]}""", headers);

    /// <summary>The same, held back until something has happened.</summary>
    public Reply After(Task gate) => this with { Gate = gate };

    /// <summary>The same, and the connection breaks after the last byte of the body instead of saying that it was the last.</summary>
    public Reply CutOff() => this with { IsCutOff = true };

    /// <summary>The same in a content coding, or several.</summary>
    public Reply Encoded(string codings)
    {
        byte[] body = Body!;
        foreach (string coding in codings.Split(", "))
        {
            using MemoryStream encoded = new();
            using (Stream encoder = coding switch
            {
                "deflate" => new ZLibStream(encoded, CompressionMode.Compress),
                "raw deflate" => new DeflateStream(encoded, CompressionMode.Compress),
                "br" => new BrotliStream(encoded, CompressionMode.Compress),
                _ => new GZipStream(encoded, CompressionMode.Compress),
            })
            {
                encoder.Write(body);
            }

            body = encoded.ToArray();
        }

        return this with { Body = body, Headers = [.. Headers, ("Content-Encoding", codings.Replace("raw ", "", StringComparison.Ordinal))] };
    }

    /// <summary>The answer on its way.</summary>
    public HttpResponseMessage ToMessage()
    {
        HttpResponseMessage message = new((HttpStatusCode)Status);
        if (Body is not null)
        {
            message.Content = IsCutOff ? new StreamContent(new BreakingStream(Body)) : new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        foreach ((string name, string value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and int read ? read : throw new HttpIOException(HttpRequestError.ResponseEnded);
    }
}
