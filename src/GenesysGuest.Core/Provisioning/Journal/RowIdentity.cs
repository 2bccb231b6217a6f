using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>The identity of a row: the first 128 bits of SHA-256 over its canonical content.</summary>
/// <param name="Value">The 128 bits.</param>
internal readonly record struct RowIdentity(Guid Value)
{
    /// <summary>The number of digits in the text form.</summary>
    public const int TextLength = 32;

    private const int LengthOfLength = sizeof(int);

    /// <summary>Creates the identity of content.</summary>
    /// <param name="parts">The content, in an order that does not depend on how the row was written. The length of each part is included in the hash.</param>
    /// <returns>The identity.</returns>
    public static RowIdentity Of(params IReadOnlyCollection<string> parts)
    {
        int size = 0;
        foreach (string part in parts)
        {
            size += LengthOfLength + Encoding.UTF8.GetByteCount(part);
        }

        byte[] content = new byte[size];
        int at = 0;
        foreach (string part in parts)
        {
            int length = Encoding.UTF8.GetBytes(part, 0, part.Length, content, at + LengthOfLength);
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(at), length);
            at += LengthOfLength + length;
        }

        return new(new Guid([.. SHA256.HashData(content).AsSpan(0, 16)]));
    }

    /// <summary>Creates the identity of a row with a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The identity. It differs from that of any content, because no content is an empty part followed by exactly one other.</returns>
    public static RowIdentity OfKey(string key) => Of("", key);

    /// <summary>Parses the text form.</summary>
    /// <param name="text">32 hexadecimal digits.</param>
    /// <param name="identity">The identity.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string? text, out RowIdentity identity)
    {
        bool isOne = Guid.TryParseExact(text, "N", out Guid value);
        identity = new(value);
        return isOne;
    }

    /// <summary>Returns the text form.</summary>
    /// <returns>32 hexadecimal digits.</returns>
    public override string ToString() => Value.ToString("N");
}
