using System.Runtime.InteropServices;

namespace GenesysGuest.Provisioning;

/// <summary>The result of a request with rows.</summary>
/// <param name="Verdicts">One verdict for each row.</param>
/// <param name="WereSent">Whether the request was sent.</param>
/// <param name="MayHaveActed">Whether the service may have acted on the request before it responded.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SentBatch(IReadOnlyList<Verdict> Verdicts, bool WereSent, bool MayHaveActed);
