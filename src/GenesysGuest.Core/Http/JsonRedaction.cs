using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenesysGuest.Http;

/// <summary>Redacts secrets in JSON: the value of each member with a secret name, and each secret in the decoded value of a string. Every other byte stays the same.</summary>
internal static class JsonRedaction
{
    private const int MostNestings = 4; // of JSON in a string in JSON
    private const int MostBeginnings = 100;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    // The member "code" is an error code, which support asks for.
    private static readonly HashSet<string> SecretNames = new(
        ["jwt", "assertion", "clientassertion", "codeverifier", "authorization", "proxyauthorization", "apikey", "passwd", "pwd", "cookie", "setcookie"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Redacts the JSON in text. The JSON may be all of the text or surrounded by other text, and may be truncated or damaged.</summary>
    /// <param name="text">The external text.</param>
    /// <param name="redactText">Redacts text that is not JSON.</param>
    /// <param name="redactValue">Redacts the decoded value of a string.</param>
    /// <returns>The redacted text.</returns>
    public static string Redact(string text, Func<string, string> redactText, Func<string, string> redactValue)
    {
        if (text.IndexOfAny(['{', '[', '"']) < 0)
        {
            return redactText(text);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        StringBuilder redacted = new(text.Length);
        int done = 0;
        int beginnings = 0;
        int textStart = Array.FindIndex(bytes, b => !IsSpace(b));
        for (int i = 0; i < bytes.Length && beginnings < MostBeginnings; i++)
        {
            if (MayBegin(bytes, i, textStart))
            {
                beginnings++;
                StringBuilder walked = new();
                if (Walk(bytes.AsSpan(i), walked, redactText, redactValue) is { } length)
                {
                    redacted.Append(redactText(Encoding.UTF8.GetString(bytes, done, i - done))).Append(walked);
                    done = i + length;
                    i = done - 1;
                }
            }
        }

        return redacted.Append(redactText(Encoding.UTF8.GetString(bytes, done, bytes.Length - done))).ToString();
    }

    /// <summary>Whether a string may still contain JSON that should be checked.</summary>
    /// <param name="nesting">The number of enclosing strings.</param>
    /// <returns>False at a depth that only an attack reaches.</returns>
    public static bool IsWorthWalking(int nesting) => nesting <= MostNestings;

    // An array or a string counts only at the beginning of the text. In a log line, these characters are punctuation.
    private static bool MayBegin(byte[] bytes, int start, int textStart)
    {
        if (bytes[start] != '{')
        {
            return start == textStart && (bytes[start] is (byte)'[' or (byte)'"');
        }

        int next = start + 1;
        while (next < bytes.Length && IsSpace(bytes[next]))
        {
            next++;
        }

        return next < bytes.Length && bytes[next] == '"';
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    // Null if it is not JSON. The caller handles a part that is no longer JSON, unless it may belong to a secret.
    private static int? Walk(ReadOnlySpan<byte> json, StringBuilder redacted, Func<string, string> redactText, Func<string, string> redactValue)
    {
        Utf8JsonReader reader = new(json, isFinalBlock: false, new JsonReaderState(AnyDepth));
        int done = 0;
        bool isMemberSeen = false;
        int? secretFrom = null; // the depth of a member whose value is a secret
        (int Start, string Value)? cutString = null;
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                int end = (int)reader.BytesConsumed;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName when secretFrom is null:
                        isMemberSeen = true;
                        string? name = Decoded(ref reader);
                        Replace(json, start, start + reader.ValueSpan.Length + 2, name, redactValue);
                        secretFrom = IsSecret(name) ? reader.CurrentDepth : null;
                        break;
                    case JsonTokenType.String when secretFrom is null:
                        Replace(json, start, end, Decoded(ref reader), redactValue);
                        break;
                    case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when secretFrom == reader.CurrentDepth:
                        secretFrom = null;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray when secretFrom == reader.CurrentDepth:
                        Copy(json, start);
                        break;
                    case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.EndObject or JsonTokenType.EndArray when secretFrom == reader.CurrentDepth:
                        Copy(json, reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? start : done);
                        redacted.Append('"').Append(Masking.Mask).Append('"');
                        done = end;
                        secretFrom = null;
                        break;
                }

                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                {
                    Copy(json, end);
                    return end;
                }
            }

            cutString = CutString(json, (int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            // the valid JSON before this point was redacted
        }

        if (secretFrom is not null)
        {
            redacted.Append(Masking.Mask);
            return json.Length;
        }

        if (cutString is { } cut)
        {
            Replace(json, cut.Start, json.Length, cut.Value, redactValue);
            return json.Length;
        }

        return isMemberSeen ? done : null;

        void Copy(ReadOnlySpan<byte> source, int end)
        {
            redacted.Append(Encoding.UTF8.GetString(source[done..end].ToArray()));
            done = end;
        }

        void Replace(ReadOnlySpan<byte> source, int start, int end, string? value, Func<string, string> redact)
        {
            if (value is null)
            {
                Copy(source, start);
                redacted.Append(redactText(Encoding.UTF8.GetString(source[start..end].ToArray())));
                done = end;
                return;
            }

            string shown = redact(value);
            if (string.Equals(shown, value, StringComparison.Ordinal))
            {
                Copy(source, end);
                return;
            }

            Copy(source, start);
            redacted.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(shown)).Append('"');
            done = end;
        }
    }

    // A string that is truncated in the middle, as if it ended there.
    private static (int Start, string Value)? CutString(ReadOnlySpan<byte> json, int start)
    {
        const int longestEscape = 12; // the two units of a surrogate pair
        while (start < json.Length && (IsSpace(json[start]) || json[start] is (byte)',' or (byte)':'))
        {
            start++;
        }

        if (start == json.Length || json[start] != '"')
        {
            return null;
        }

        for (int end = json.Length; end > start && json.Length - end < longestEscape; end--)
        {
            try
            {
                Utf8JsonReader reader = new((byte[])[.. json[start..end], (byte)'"']);
                if (reader.Read() && Decoded(ref reader) is { } value)
                {
                    return (start, value);
                }
            }
            catch (JsonException)
            {
                // in the middle of an escape
            }
        }

        return null;
    }

    private static bool IsSecret(string? name)
    {
        if (name is null)
        {
            return false;
        }

        string bare = name.Replace("_", "").Replace("-", "").Trim();
        return bare.EndsWith("token", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("secret", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("password", StringComparison.OrdinalIgnoreCase)
            || SecretNames.Contains(bare);
    }

    private static string? Decoded(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, or bytes that are not UTF-8
        }
    }
}
