using System.Runtime.CompilerServices;

namespace GenesysGuest.SignIn;

/// <summary>Ordinal comparison whose time depends on the lengths alone, so that an answer's timing tells nothing of the content.</summary>
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
