using System.Buffers;
using System.Text;

namespace GenesysGuest.Sandbox;

/// <summary>The fields of a form or a query (application/x-www-form-urlencoded), decoded strictly.</summary>
internal sealed class FormFields
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);

    private FormFields()
    {
    }

    /// <summary>A field that occurs twice, which RFC 6749 §3.1 forbids, or null if no field does.</summary>
    public string? Repeated => _repeated.FirstOrDefault();

    /// <summary>The value of a field, or null if the field is missing, is empty (RFC 6749 §3.1), or occurs twice.</summary>
    public string? this[string name] =>
        _values.TryGetValue(name, out string? value) && value.Length > 0 && !_repeated.Contains(name) ? value : null;

    /// <summary>Decodes fields.</summary>
    /// <param name="text">The fields as they were sent, without a leading question mark.</param>
    /// <returns>The fields, or null if the text is malformed: an invalid percent escape, or bytes that are not UTF-8.</returns>
    public static FormFields? Parse(string text)
    {
        FormFields fields = new();
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string? name = Decode(equals < 0 ? pair : pair[..equals]);
            string? value = Decode(equals < 0 ? "" : pair[(equals + 1)..]);
            if (name is null || value is null)
            {
                return null;
            }

            if (!fields._values.TryAdd(name, value))
            {
                fields._repeated.Add(name);
            }
        }

        return fields;
    }

    /// <summary>Decodes the body of a form. Returns null under the same conditions as <see cref="Parse"/>.</summary>
    public static FormFields? ParseBody(in ReadOnlySequence<byte> body) => Parse(Encoding.Latin1.GetString(body));

    /// <summary>Decodes one name or value. Returns null if it cannot be decoded.</summary>
    public static string? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        int length = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char letter = text[at];
            if (letter == '%')
            {
                if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                {
                    return null;
                }

                bytes[length++] = Convert.FromHexString(text.AsSpan(at + 1, 2))[0];
                at += 2;
            }
            else if (char.IsAscii(letter))
            {
                bytes[length++] = (byte)(letter == '+' ? ' ' : letter);
            }
            else
            {
                return null;
            }
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
