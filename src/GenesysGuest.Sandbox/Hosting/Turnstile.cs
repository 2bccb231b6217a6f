using System.Globalization;

namespace GenesysGuest.Sandbox;

/// <summary>Admits requests with a valid token, up to the rate limit of the token.</summary>
internal sealed class Turnstile(SandboxOptions options, TokenStore tokens)
{
    /// <summary>Returns the token of the caller or an error. Every request with a valid token counts toward its limit.</summary>
    public Bearer Admit(HttpContext context)
    {
        Bearer bearer = Bearer.Read(context, tokens);
        if (bearer.Token is not AccessToken token)
        {
            return bearer;
        }

        RateReading rate = token.Rate.Take(1);
        if (options.EmitRateHeaders && rate.Limit > 0)
        {
            WriteRateHeaders(context, rate);
        }

        if (rate.IsExceeded)
        {
            context.Response.Headers.RetryAfter = rate.SecondsLeft.ToString(CultureInfo.InvariantCulture);
            return new Bearer(null, ApiError.TooManyRequests(rate.SecondsLeft));
        }

        return bearer;
    }

    private static void WriteRateHeaders(HttpContext context, RateReading rate)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers["inin-ratelimit-allowed"] = rate.Limit.ToString(CultureInfo.InvariantCulture);
        headers["inin-ratelimit-count"] = rate.Count.ToString(CultureInfo.InvariantCulture);
        headers["inin-ratelimit-reset"] = rate.SecondsLeft.ToString(CultureInfo.InvariantCulture);
    }
}
