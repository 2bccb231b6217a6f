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

    /// <summary>Reads a query; a malformed or repeated parameter makes all of it unusable (RFC 6749 §3.1: none may stand twice).</summary>
    /// <param name="query">With or without its question mark.</param>
    /// <param name="fault">What is wrong with it, if anything.</param>
    /// <returns>The query, or null.</returns>
    public static CallbackQuery? Read(string query, out string? fault)
    {
        CallbackQuery result = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string pair in query.TrimStart('?').Split('&'))
        {
            if (pair.Length == 0)
            {
                continue;
            }

            int equals = pair.IndexOf('=');
            string? name = Decode(equals < 0 ? pair : pair[..equals]);
            string? value = Decode(equals < 0 ? "" : pair[(equals + 1)..]);
            if (name is null || value is null)
            {
                fault = "has a malformed percent-encoding";
                return null;
            }

            if (result.Take(name, value) && !seen.Add(name))
            {
                fault = $"has the parameter '{name}' twice";
                return null;
            }
        }

        fault = null;
        return result;
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "code": Code = value; return true;
            case "state": State = value; return true;
            case "error": Error = value; return true;
            case "error_description": ErrorDescription = value; return true;
            case "iss": Issuer = value; return true;
            default: return false; // others are ignored (RFC 6749 §4.1.2)
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
