using System.Text;

namespace GenesysGuest.Http;

/// <summary>Masks ranges of text.</summary>
internal static class Masking
{
    public const string Mask = "***";

    /// <summary>Masks ranges. Those that overlap are masked as one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">The beginning and end of each range, in any order.</param>
    /// <returns>The text with the ranges masked.</returns>
    public static string Masked(string text, IEnumerable<(int Start, int End)> places)
    {
        StringBuilder masked = new(text.Length);
        int done = 0;
        foreach ((int start, int end) in places.OrderBy(place => place.Start))
        {
            if (start >= done)
            {
                masked.Append(text, done, start - done).Append(Mask);
            }

            done = Math.Max(done, end);
        }

        return masked.Append(text, done, text.Length - done).ToString();
    }
}
