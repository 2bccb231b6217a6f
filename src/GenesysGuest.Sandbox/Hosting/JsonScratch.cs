using System.Buffers;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>A JSON writer and its buffer, kept by each thread. Not to be held across an await.</summary>
internal sealed class JsonScratch
{
    [ThreadStatic]
    private static JsonScratch? _ofThread;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private JsonScratch() => Writer = new Utf8JsonWriter(_buffer);

    public Utf8JsonWriter Writer { get; }

    /// <summary>Flushes the writer and shows what it has written.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    /// <summary>The thread's scratch, emptied.</summary>
    public static JsonScratch Start()
    {
        JsonScratch scratch = _ofThread ??= new JsonScratch();
        scratch._buffer.ResetWrittenCount();
        scratch.Writer.Reset();
        return scratch;
    }
}
