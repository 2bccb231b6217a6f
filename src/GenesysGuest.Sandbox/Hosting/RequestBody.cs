using System.Buffers;
using System.IO.Pipelines;

namespace GenesysGuest.Sandbox;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBody
{
    public delegate T Parser<out T>(in ReadOnlySequence<byte> body);

    /// <summary>Reads the whole body and parses it in place.</summary>
    /// <returns>The parser's result, or the default if the body is longer than <paramref name="limit"/> bytes.</returns>
    public static async ValueTask<(bool IsWithinLimit, T? Value)> ReadAsync<T>(HttpContext context, int limit, Parser<T> parse)
    {
        if (context.Request.ContentLength > limit)
        {
            return (false, default);
        }

        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(context.RequestAborted);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                return (false, default);
            }

            if (result.IsCompleted)
            {
                T value = parse(in buffer);
                reader.AdvanceTo(buffer.End);
                return (true, value);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
