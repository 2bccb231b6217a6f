using System.Text;

namespace GenesysGuest.Http;

/// <summary>Text without JSON escapes and percent-encoding, no matter how often and in which order they were applied.</summary>
internal sealed class UnescapedText
{
    private const int MostQuotings = 12; // more levels occur only in attacks

    private readonly char[] _characters;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private int _length;

    public UnescapedText(string text)
    {
        _characters = text.ToCharArray();
        _length = text.Length;
        _starts = [.. Enumerable.Range(0, _length)];
        _ends = [.. Enumerable.Range(1, _length)];
        for (int i = 0; i < MostQuotings && Unescape(); i++)
        {
        }

        Text = new(_characters, 0, _length);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The length without a truncated escape at the end.</summary>
    public int WholeLength
    {
        get
        {
            int length = _length;
            while (CutOff(length) is > 0 and int escape)
            {
                length -= escape;
            }

            return length;
        }
    }

    /// <summary>Whether the original text contained escapes.</summary>
    public bool IsShorter => _length < _starts.Length;

    /// <summary>Finds a range of this text in the original text.</summary>
    /// <param name="place">The beginning and end of the range, which is not empty.</param>
    /// <returns>The beginning and end in the original text.</returns>
    public (int Start, int End) Original((int Start, int End) place) => (_starts[place.Start], _ends[place.End - 1]);

    // In place, because no escape is shorter than the character that it represents.
    private bool Unescape()
    {
        int to = 0;
        for (int from = 0; from < _length;)
        {
            (string? value, int length) = _characters[from] is '\\' or '%' ? Escape(from) : (null, 1);
            int start = _starts[from];
            int end = _ends[from + length - 1];
            for (int i = 0; i < (value?.Length ?? 1); i++)
            {
                _characters[to] = value is null ? _characters[from] : value[i];
                _starts[to] = start;
                _ends[to] = end;
                to++;
            }

            from += length;
        }

        bool isShorter = to < _length;
        _length = to;
        return isShorter;
    }

    private (string? Value, int Length) Escape(int start)
    {
        if (_characters[start] == '%')
        {
            return PercentEncoded(start);
        }

        char escaped = start + 1 < _length ? _characters[start + 1] : '\0';
        return escaped is '"' or '\\' or '/' ? (escaped.ToString(), 2)
            : escaped == 'u' && Hexadecimal(start + 2, 4) is { } unit ? (((char)unit).ToString(), 6)
            : (null, 1);
    }

    // One UTF-8 character whose bytes are all percent-encoded.
    private (string? Value, int Length) PercentEncoded(int start)
    {
        if (Hexadecimal(start + 1, 2) is not { } first)
        {
            return (null, 1);
        }

        byte[] bytes = new byte[first switch { < 0xC0 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 }];
        bytes[0] = (byte)first;
        int count = 1;
        for (int next = start + 3; count < bytes.Length && next < _length && _characters[next] == '%' && Hexadecimal(next + 1, 2) is >= 0x80 and < 0xC0 and int b; next += 3)
        {
            bytes[count++] = (byte)b;
        }

        return (count == bytes.Length ? Encoding.UTF8.GetString(bytes) : "\uFFFD", 3 * count);
    }

    private int? Hexadecimal(int start, int length)
    {
        int value = 0;
        for (int i = start; i < start + length; i++)
        {
            if (i >= _length || Digit(_characters[i]) is not { } digit)
            {
                return null;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    // The length of the escape that is truncated at the end of text of this length.
    private int CutOff(int length)
    {
        int digits = 0;
        while (digits < 3 && digits < length && Digit(_characters[length - 1 - digits]) is not null)
        {
            digits++;
        }

        char At(int fromEnd) => fromEnd <= length ? _characters[length - fromEnd] : '\0';
        return At(1) is '\uFFFD' or '\\' or '%' ? 1
            : digits == 1 && At(2) == '%' ? 2
            : digits < 4 && At(digits + 1) == 'u' && At(digits + 2) == '\\' ? digits + 2
            : 0;
    }

    private static int? Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => null,
    };
}
