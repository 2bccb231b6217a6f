namespace GenesysGuest.SignIn;

/// <summary>An address for users to copy: a Uri whose text remains percent-encoded. The text of an ordinary Uri contains spaces instead of <c>%20</c>.</summary>
/// <param name="address">The address, percent-encoded.</param>
#if NETSTANDARD2_0
internal sealed class AddressToOpen(string address) : Uri(address)
{
    public override string ToString() => AbsoluteUri;
}
#else
internal sealed class AddressToOpen(string address) : Uri(address), ISpanFormattable
{
    public override string ToString() => AbsoluteUri;

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => AbsoluteUri;

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bool fits = AbsoluteUri.AsSpan().TryCopyTo(destination);
        charsWritten = fits ? AbsoluteUri.Length : 0;
        return fits;
    }
}
#endif
