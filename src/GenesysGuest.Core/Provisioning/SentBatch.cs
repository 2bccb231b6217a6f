using System.Runtime.InteropServices;

namespace GenesysGuest.Provisioning;

/// <summary>What came of a request that carried rows.</summary>
/// <param name="Verdicts">One verdict a row.</param>
/// <param name="WereSent">Whether it left.</param>
/// <param name="MayHaveActed">Whether the service may have acted on it before it answered.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SentBatch(IReadOnlyList<Verdict> Verdicts, bool WereSent, bool MayHaveActed);
