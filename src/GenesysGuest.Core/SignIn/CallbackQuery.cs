using System.Text;

namespace GenesysGuest.SignIn;

/// <summary>The query of a callback, read strictly: what it says of the answer, or why it is none.</summary>
internal sealed class CallbackQuery
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? Code { get; private set; }

    public string? State { get; private set; }

    public string? Error { get; private set; }

    public string? ErrorDescription { get; private set; }

    public string? Issuer { get; private set; }

    /// <summary>What makes it unusable, as a sentence goes on that began with "The callback"; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Reads a query. A parameter of the answer that is malformed or repeated makes it unusable (RFC 6749 §3.1: none may stand twice); what nobody knows
    /// is ignored, whatever it is (§4.1.2).
    /// </summary>
    /// <param name="query">With or without its question mark.</param>
    /// <returns>What it says. A <see cref="State"/> that can be read is there in any case: it tells whose answer is at fault.</returns>
    public static CallbackQuery Read(string query)
    {
        CallbackQuery result = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string pair in query.TrimStart('?').Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (Decode(equals < 0 ? pair : pair[..equals]) is not { } name || !IsKnown(name))
            {
                continue;
            }

            if (!seen.Add(name))
            {
                result.Fault ??= $"has the parameter '{name}' twice";
            }
            else if (Decode(equals < 0 ? "" : pair[(equals + 1)..]) is { } value)
            {
                result.Take(name, value);
            }
            else
            {
                string what = pair.Any(char.IsWhiteSpace) ? "white space" : "a malformed percent-encoding";
                result.Fault ??= $"has {what} in the parameter '{name}'";
            }
        }

        return result;
    }

    private static bool IsKnown(string name) => name is "code" or "state" or "error" or "error_description" or "iss";

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "code": Code = value; break;
            case "state": State = value; break;
            case "error": Error = value; break;
            case "error_description": ErrorDescription = value; break;
            default: Issuer = value; break;
        }
    }

    private static string? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is <= ' ' or >= '\x7f')
            {
                return null;
            }

            if (c == '%')
            {
                if (i + 2 >= text.Length || Hex(text[i + 1]) is not { } high || Hex(text[i + 2]) is not { } low)
                {
                    return null;
                }

                bytes[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                bytes[length++] = (byte)(c == '+' ? ' ' : c);
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int? Hex(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => null,
    };
}
