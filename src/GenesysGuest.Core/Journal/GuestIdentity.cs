using System.Security.Cryptography;
using System.Text.Json;

namespace GenesysGuest;

/// <summary>Which guest a row asks for: the first 128 bits of SHA-256 over its canonical content, attributes in ordinal order.</summary>
/// <param name="High">The first half.</param>
/// <param name="Low">The second half.</param>
internal readonly record struct GuestIdentity(ulong High, ulong Low)
{
    public static GuestIdentity Of(GuestRequest request)
    {
        using MemoryStream buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.Name);
            writer.WriteStringValue(request.Email);
            foreach (KeyValuePair<string, string> attribute in request.CustomAttributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteStringValue(attribute.Key);
                writer.WriteStringValue(attribute.Value);
            }

            writer.WriteEndArray();
        }

        byte[] hash = SHA256.HashData(buffer.ToArray());
        return new(Number(hash, 0), Number(hash, 8));
    }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">32 hexadecimal digits.</param>
    /// <param name="identity">The identity.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out GuestIdentity identity)
    {
        identity = default;
        if (text?.Length != 32
            || !ulong.TryParse(text[..16], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ulong high)
            || !ulong.TryParse(text[16..], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ulong low))
        {
            return false;
        }

        identity = new(high, low);
        return true;
    }

    /// <summary>The text form.</summary>
    /// <returns>32 hexadecimal digits.</returns>
    public override string ToString() => FormattableString.Invariant($"{High:x16}{Low:x16}");

    private static ulong Number(byte[] bytes, int start)
    {
        ulong number = 0;
        for (int i = start; i < start + 8; i++)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }
}
