using System.Net;
using System.Net.Http.Headers;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif

namespace GenesysGuest.Http;

/// <summary>Sends a request once and reads its answer within bounds. Everything that retries stands above it.</summary>
/// <param name="handler">What sends; disposed of with this.</param>
/// <param name="proxies">Which proxy it goes by; null: nobody knows.</param>
/// <param name="time">The clock.</param>
/// <param name="requestTimeout">How long one request may take.</param>
internal sealed class Transport(HttpMessageHandler handler, ProxyChoice? proxies, TimeProvider time, TimeSpan requestTimeout) : IDisposable
{
    private static readonly string UserAgent = $"GenesysGuest/{typeof(Transport).Assembly.GetName().Version?.ToString(3)}";

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: true);

    public TimeProvider Time => time;

    /// <summary>Makes the transport of a connection.</summary>
    /// <param name="options">How to reach the network.</param>
    /// <param name="seen">Told of each certificate that a server presents; null: nobody is.</param>
    /// <returns>The transport.</returns>
    public static Transport Of(ConnectionOptions options, Action<CertificateSeen>? seen = null) => options.CreateHandler is { } create
        ? new(create(), proxies: null, options.TimeProvider, options.RequestTimeout)
        : new(CreateHandler(options, seen), new ProxyChoice(options), options.TimeProvider, options.RequestTimeout);

    /// <summary>Makes the handler of a connection: keep-alive, HTTP/2 where the server offers it, no redirects, no cookies, no compression of small bodies.</summary>
    /// <param name="options">Which proxy to use, if any.</param>
    /// <param name="seen">Told of each certificate that a server presents; null: nobody is.</param>
    /// <returns>The handler.</returns>
    public static HttpMessageHandler CreateHandler(ConnectionOptions options, Action<CertificateSeen>? seen = null)
    {
        HttpMessageHandler direct = CreatePlatformHandler(options with { UseProxy = false }, seen);
        return options.UseProxy ? new DirectLoopback(direct, CreatePlatformHandler(options, seen)) : direct;
    }

    /// <summary>Sends a request once.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="address">Where to.</param>
    /// <param name="body">The body, new for each attempt; null: none. What has none may be sent any number of times, so nobody asks whether it has left.</param>
    /// <param name="authorization">The Authorization header's value, or null: a secret.</param>
    /// <param name="credentials">What it and the body bear, and nobody may see.</param>
    /// <param name="cancellationToken">Gives up on the answer.</param>
    /// <param name="patience">How long it may take; null: as long as any request.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled before anything was sent.</exception>
    /// <exception cref="SignInException">The connection was closed before anything was sent.</exception>
#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    public async ValueTask<Attempt> SendAsync(
        HttpMethod method, Uri address, RequestBody? body, string? authorization, IReadOnlyList<string> credentials, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using HttpRequestMessage request = new(method, address) { Content = body };

        // Not validated again for each of a million rows: they are constants, and a token that was checked when it came.
        request.Headers.TryAddWithoutValidation("Accept", body is null ? "application/json, */*;q=0.5" : "application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity"); // an answer that is cut off can still be read as far as it came
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

#if NETSTANDARD2_0
        if (proxies is not null)
        {
            ServicePoints.SetUp(address, proxies.For(address));
        }

        using CancellationTokenSource timeout = time.CreateCancellationTokenSource(patience ?? requestTimeout);
#else
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        using CancellationTokenSource timeout = new(patience ?? requestTimeout, time);
#endif
        using CancellationTokenRegistration given = cancellationToken.Register(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, timeout.Token).ConfigureAwait(false);
            (ReadOnlyMemory<byte> bytes, BodyCompleteness completeness) = Decoded(
                response.Content, await ReadAsync(response.Content, timeout.Token).ConfigureAwait(false));
            return new(new Response(
                response.StatusCode,
                bytes,
                completeness,
                response.Headers.NonValidated("ININ-Correlation-Id"),
                response.Headers.NonValidated("Retry-After") is { } wait ? RetryAfterHeader.Parse(wait, response.Headers.Date ?? time.GetUtcNow()) : null,
                RateLimit.Read(response.Headers))
            {
                Credentials = credentials,
                Proxy = response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired ? proxies?.AddressFor(address) : null,
                Date = response.IsSuccessStatusCode && body is not null ? null : response.Headers.Date,
                Location = (int)response.StatusCode is >= 300 and <= 399 ? response.Headers.Location : null,
            });
        }
        catch (HttpRequestException exception) when (NetworkFailure.IsProxyAuthentication(exception))
        {
            // The proxy has answered, if not to this request: to present the same password again could lock an account.
            return new(new Response(
                HttpStatusCode.ProxyAuthenticationRequired, Body: default, BodyCompleteness.Whole, RawCorrelationId: null, RetryAfter: null, Limit: null)
            {
                Credentials = credentials,
                Proxy = proxies?.AddressFor(address),
            });
        }
        catch (Exception exception) when (body is { HasLeft: true } && exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return new(ResponseFailure: ExceptionRedaction.Redact(exception, credentials)) { Proxy = proxies?.AddressFor(address) };
        }
        catch (ObjectDisposedException exception)
        {
            throw SignInException.ConnectionClosed(ExceptionRedaction.Redact(exception, credentials));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or NotSupportedException) // the last: a proxy's address of another scheme
        {
            return new(ConnectFailure: ExceptionRedaction.Redact(exception, credentials)) { Proxy = proxies?.AddressFor(address) };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(ConnectFailure: new TimeoutException("The connection was not made in time.", ExceptionRedaction.Redact(exception, credentials)))
            {
                Proxy = proxies?.AddressFor(address),
            };
        }
    }

    public void Dispose() => _http.Dispose();

#if NETSTANDARD2_0
    private static HttpClientHandler CreatePlatformHandler(ConnectionOptions options, Action<CertificateSeen>? seen)
    {
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false, // a redirect would carry the token, or the guest, to a place nobody named
            UseCookies = false,
            MaxConnectionsPerServer = 256, // 2 on .NET Framework otherwise
#pragma warning disable MA0039 // it decides as the system does
            ServerCertificateCustomValidationCallback = Certificates.Validator(seen),
#pragma warning restore MA0039
            UseProxy = options.UseProxy,
            DefaultProxyCredentials = options.ProxyCredentials,
        };
#else
    private static SocketsHttpHandler CreatePlatformHandler(ConnectionOptions options, Action<CertificateSeen>? seen)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false, // a redirect would carry the token, or the guest, to a place nobody named
            UseCookies = false,
            MaxConnectionsPerServer = 256,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // so that a change in DNS is seen
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30), // shorter than a load balancer's, which would close it under a request
            ConnectTimeout = TimeSpan.FromSeconds(15),
#pragma warning disable MA0039 // it decides as the system does
            SslOptions = { RemoteCertificateValidationCallback = Certificates.Validator(seen) },
#pragma warning restore MA0039
            UseProxy = options.UseProxy,
            DefaultProxyCredentials = options.ProxyCredentials,
        };
#endif
        if (options.Proxy is not null)
        {
            handler.Proxy = options.Proxy;
        }

        return handler;
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    private static async ValueTask<(ReadOnlyMemory<byte> Bytes, BodyCompleteness Completeness)> ReadAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return (default, BodyCompleteness.Whole);
        }

        byte[] buffer = new byte[InitialLength(content.Headers)];
        int length = 0;
        try
        {
#if NETSTANDARD2_0
            using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
            using CancellationTokenRegistration abort = cancellationToken.Register(stream.Dispose); // .NET Framework's stream ignores the token
#else
            using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#endif
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (length > Response.MaxBodyLength)
                    {
                        return (buffer, BodyCompleteness.TooLong);
                    }

                    Array.Resize(ref buffer, length * 2);
                }

#if NETSTANDARD2_0
                int read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false);
#else
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
#endif
                if (read == 0)
                {
                    return (buffer.AsMemory(0, length), BodyCompleteness.Whole);
                }

                length += read;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException or InvalidDataException)
        {
            return (buffer.AsMemory(0, length), BodyCompleteness.Truncated);
        }
    }

    private static (ReadOnlyMemory<byte> Bytes, BodyCompleteness Completeness) Decoded(
        HttpContent? content, (ReadOnlyMemory<byte> Bytes, BodyCompleteness Completeness) body)
    {
        if (content?.Headers.NonValidated("Content-Encoding") is not null)
        {
            body = ContentDecoding.Decode(body.Bytes, body.Completeness, [.. content.Headers.ContentEncoding]);
        }

        return (WithoutMark(body.Bytes), body.Completeness);
    }

    // A byte order mark before JSON may be ignored (RFC 8259 §8.1): it is no reason to lose a token.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> start = bytes.Span;
        return start.Length >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? bytes[3..] : bytes;
    }

    // One byte more than announced, so that the end is seen without growing.
    private static int InitialLength(HttpContentHeaders headers) =>
        headers.ContentLength is long announced and >= 0 and < Response.MaxBodyLength ? (int)announced + 1 : 2048;
}
