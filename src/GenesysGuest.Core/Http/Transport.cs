using System.Net;
using System.Net.Http.Headers;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif

namespace GenesysGuest.Http;

/// <summary>Sends a request once and reads its response within limits. Retries are handled in the layers above.</summary>
/// <param name="handler">The handler that sends requests. It is disposed with this instance.</param>
/// <param name="proxies">Determines the proxy, or null if the proxy is unknown.</param>
/// <param name="time">The clock.</param>
/// <param name="requestTimeout">The maximum duration of a request.</param>
internal sealed class Transport(HttpMessageHandler handler, ProxyChoice? proxies, TimeProvider time, TimeSpan requestTimeout) : IDisposable
{
    private static readonly string UserAgent = $"GenesysGuest/{typeof(Transport).Assembly.GetName().Version?.ToString(3)}";

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: true);

    public TimeProvider Time => time;

    /// <summary>Creates the transport of a connection.</summary>
    /// <param name="options">The options of the connection.</param>
    /// <param name="seen">Receives each certificate that a server presents. If null, certificates are not reported.</param>
    /// <returns>The transport.</returns>
    public static Transport Of(ConnectionOptions options, Action<CertificateSeen>? seen = null) => options.CreateHandler is { } create
        ? new(create(), proxies: null, options.TimeProvider, options.RequestTimeout)
        : new(CreateHandler(options, seen), new ProxyChoice(options), options.TimeProvider, options.RequestTimeout);

    /// <summary>Creates the handler of a connection: keep-alive, HTTP/2 if the server offers it, no redirects, no cookies, no compression of small bodies.</summary>
    /// <param name="options">The options, which specify the proxy.</param>
    /// <param name="seen">Receives each certificate that a server presents. If null, certificates are not reported.</param>
    /// <returns>The handler.</returns>
    public static HttpMessageHandler CreateHandler(ConnectionOptions options, Action<CertificateSeen>? seen = null)
    {
        HttpMessageHandler direct = CreatePlatformHandler(options with { UseProxy = false }, seen);
        return options.UseProxy ? new DirectLoopback(direct, CreatePlatformHandler(options, seen)) : direct;
    }

    /// <summary>Sends a request once.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="body">The body, new for each attempt, or null for none. For a request without a body, it is not recorded whether it was sent, because it can be sent any number of times.</param>
    /// <param name="authorization">The value of the Authorization header, which is a secret, or null.</param>
    /// <param name="credentials">The secrets in the Authorization header and in the body.</param>
    /// <param name="cancellationToken">Cancels the wait for the response.</param>
    /// <param name="patience">The maximum duration, or null for the default.</param>
    /// <returns>The result.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled before anything was sent.</exception>
    /// <exception cref="SignInException">The connection was closed before anything was sent.</exception>
#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    public async ValueTask<Attempt> SendAsync(
        HttpMethod method, Uri address, RequestBody? body, string? authorization, IReadOnlyList<string> credentials, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using HttpRequestMessage request = new(method, address) { Content = body };

        // Not validated for each of a million rows, because these are constants and a token that was validated when it was received.
        request.Headers.TryAddWithoutValidation("Accept", body is null ? "application/json, */*;q=0.5" : "application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity"); // without compression, an incomplete response can be read as far as it goes
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
            // The proxy responded, although not to this request. Sending the same password again could lock an account.
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
        catch (Exception exception) when (exception is HttpRequestException or IOException or NotSupportedException) // NotSupportedException: the proxy address has another scheme
        {
            return new(ConnectFailure: ExceptionRedaction.Redact(exception, credentials)) { Proxy = proxies?.AddressFor(address) };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(ConnectFailure: new TimeoutException("The connection was not established in time.", ExceptionRedaction.Redact(exception, credentials)))
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
            AllowAutoRedirect = false, // a redirect would send the token or the guest to an unknown address
            UseCookies = false,
            MaxConnectionsPerServer = 256, // otherwise 2 on .NET Framework
#pragma warning disable MA0039 // the callback uses the decision of the operating system
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
            AllowAutoRedirect = false, // a redirect would send the token or the guest to an unknown address
            UseCookies = false,
            MaxConnectionsPerServer = 256,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // to detect DNS changes
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30), // shorter than the timeout of a load balancer, which would close the connection during a request
            ConnectTimeout = TimeSpan.FromSeconds(15),
#pragma warning disable MA0039 // the callback uses the decision of the operating system
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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
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
            using CancellationTokenRegistration abort = cancellationToken.Register(stream.Dispose); // the stream of .NET Framework ignores the token
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

                    Array.Resize(ref buffer, Math.Min(length * 2, Response.MaxBodyLength + 1));
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

    // A byte order mark before JSON may be ignored (RFC 8259 §8.1), so a token is not lost because of it.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> start = bytes.Span;
        return start.Length >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? bytes[3..] : bytes;
    }

    // One byte more than announced, so that the end is detected without growing the buffer.
    private static int InitialLength(HttpContentHeaders headers) =>
        headers.ContentLength is long announced and >= 0 and < Response.MaxBodyLength ? (int)announced + 1 : 2048;
}
