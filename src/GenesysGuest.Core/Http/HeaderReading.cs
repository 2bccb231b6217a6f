using System.Net.Http.Headers;

namespace GenesysGuest.Http;

/// <summary>Reads headers without validation. A malformed value is returned as text and never throws.</summary>
internal static class HeaderReading
{
    /// <summary>Returns the first value of a header.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="name">The name of the header.</param>
    /// <returns>The value, or null if the header is missing.</returns>
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
            return value; // not with LINQ, which would box an enumerator for each of a million responses
        }

        return null;
#endif
    }
}
