using System.Buffers;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>A JSON writer and its buffer, one per thread. Do not hold it across an await.</summary>
internal sealed class JsonScratch
{
    [ThreadStatic]
    private static JsonScratch? _ofThread;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private JsonScratch() => Writer = new Utf8JsonWriter(_buffer);

    public Utf8JsonWriter Writer { get; }

    /// <summary>Flushes the writer and returns the written bytes.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    /// <summary>Returns the empty writer of the thread.</summary>
    public static JsonScratch Start()
    {
        JsonScratch scratch = _ofThread ??= new JsonScratch();
        scratch._buffer.ResetWrittenCount();
        scratch.Writer.Reset();
        return scratch;
    }
}
