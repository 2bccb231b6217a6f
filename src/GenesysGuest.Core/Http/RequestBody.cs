using System.Net;
using System.Net.Http.Headers;

namespace GenesysGuest.Http;

/// <summary>A request body that records whether it was passed to the network.</summary>
/// <remarks>
/// This alone distinguishes "the request was never sent" (name not found, connection refused, TLS failure: safe to retry) from
/// "no response was received" (the server may have acted on it), on every platform and for every exception of a handler.
/// </remarks>
internal sealed class RequestBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _left;

    public RequestBody(ReadOnlyMemory<byte> bytes, MediaTypeHeaderValue contentType)
    {
        _bytes = bytes;
        Headers.ContentType = contentType;
    }

    /// <summary>Whether the server may have received any part of the body.</summary>
    public bool HasLeft => Volatile.Read(ref _left) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SendAsync(stream, CancellationToken.None);

#if !NETSTANDARD2_0
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SendAsync(stream, cancellationToken);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _left, 1);
#if NETSTANDARD2_0
        byte[] bytes = _bytes.ToArray();
        await stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
#else
        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
#endif
    }
}
