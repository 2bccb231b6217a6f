using System.Runtime.InteropServices;

namespace GenesysGuest.Sandbox;

/// <summary>The result of a request for contacts: a body or an error.</summary>
/// <param name="Body">The body.</param>
/// <param name="Error">The error.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContactResponse(JsonScratch? Body, ApiError? Error)
{
    public static ContactResponse Bad(string problem) => new(null, ApiError.BadRequest(problem));
}
