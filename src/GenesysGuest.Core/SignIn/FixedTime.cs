using System.Runtime.CompilerServices;

namespace GenesysGuest.SignIn;

/// <summary>Ordinal comparison whose duration depends only on the lengths, so that the response time does not reveal the content.</summary>
internal static class FixedTime
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool Equals(string left, string right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        int difference = 0;
        for (int i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
    }
}
