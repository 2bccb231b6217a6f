using System.Buffers.Text;
using System.Security.Cryptography;

namespace GenesysGuest.Sandbox;

/// <summary>The created guests, in the order of their creation.</summary>
internal sealed class GuestStore(bool keeps, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private List<SandboxGuest> _guests = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<SandboxGuest> Snapshot()
    {
        lock (_gate)
        {
            return [.. _guests];
        }
    }

    public SandboxGuest Create(GuestBody body)
    {
        Span<byte> secret = stackalloc byte[32];
        RandomNumberGenerator.Fill(secret);
        SandboxGuest guest = new(
            Guid.NewGuid(), body.Name, body.Email, Base64Url.EncodeToString(secret), body.CustomAttributes, clock.GetUtcNow());
        if (!keeps)
        {
            Interlocked.Increment(ref _count);
            return guest;
        }

        lock (_gate)
        {
            _guests.Add(guest);
            _count = _guests.Count;
        }

        return guest;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _guests = [];
            Volatile.Write(ref _count, 0);
        }
    }
}
