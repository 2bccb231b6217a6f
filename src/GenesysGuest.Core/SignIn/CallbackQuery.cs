using System.Text;

namespace GenesysGuest.SignIn;

/// <summary>The strictly parsed query of a callback: its parameters, or its fault.</summary>
internal sealed class CallbackQuery
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? Code { get; private set; }

    public string? State { get; private set; }

    public string? Error { get; private set; }

    public string? ErrorDescription { get; private set; }

    public string? Issuer { get; private set; }

    /// <summary>The fault, as the continuation of a sentence that begins with "The callback", or null if there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Parses a query. A known parameter that is malformed or repeated is a fault (RFC 6749 §3.1: no parameter may occur twice). Unknown parameters
    /// are ignored (§4.1.2).
    /// </summary>
    /// <param name="query">The query, with or without its question mark.</param>
    /// <returns>The parsed query. A readable <see cref="State"/> is always set, because it shows which request a faulty callback belongs to.</returns>
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
                result.Fault ??= $"contains the parameter '{name}' twice";
            }
            else if (Decode(equals < 0 ? "" : pair[(equals + 1)..]) is { } value)
            {
                result.Take(name, value);
            }
            else
            {
                string what = pair.Any(char.IsWhiteSpace) ? "white space" : "malformed percent-encoding";
                result.Fault ??= $"contains {what} in the parameter '{name}'";
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
