using System.Net.Http.Headers;

namespace GenesysGuest.Http;

/// <summary>Headers read as they came: a malformed value is text, never an exception.</summary>
internal static class HeaderReading
{
    /// <summary>The first value of a header.</summary>
    /// <param name="headers">Where to look.</param>
    /// <param name="name">The header's name.</param>
    /// <returns>The value, or null.</returns>
    public static string? NonValidated(this HttpHeaders headers, string name)
    {
#if NETSTANDARD2_0
        return headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
#else
        if (!headers.NonValidated.TryGetValues(name, out HeaderStringValues values))
        {
            return null;
        }

        foreach (string value in values)
        {
            return value; // without the enumerator that LINQ would box for each of a million answers
        }

        return null;
#endif
    }
}
