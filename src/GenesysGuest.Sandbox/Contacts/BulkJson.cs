using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Writes the common parts of responses to bulk requests.</summary>
internal static class BulkJson
{
    /// <summary>Writes a response: its results, the number of errors, and their indexes among the results.</summary>
    public static JsonScratch Write<T>(IReadOnlyList<T> results, Func<T, bool> isError, Action<Utf8JsonWriter, T> writeResult)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        json.WriteStartArray("results"u8);
        foreach (T result in results)
        {
            writeResult(json, result);
        }

        json.WriteEndArray();
        json.WriteNumber("errorCount"u8, results.Count(isError));
        json.WriteStartArray("errorIndexes"u8);
        for (int at = 0; at < results.Count; at++)
        {
            if (isError(results[at]))
            {
                json.WriteNumberValue(at);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return scratch;
    }

    /// <summary>Writes an error without its end, because an <c>entity</c> may follow.</summary>
    public static void WriteError(Utf8JsonWriter json, ItemError error)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        json.WriteNumber("status"u8, error.Status);
        json.WriteBoolean("retryable"u8, error.IsRetryable);
        json.WriteStartArray("details"u8);
        foreach (ItemDetail detail in error.Details)
        {
            json.WriteStartObject();
            json.WriteString("fieldName"u8, detail.FieldName);
            if (detail.Value is not null)
            {
                json.WriteString("value"u8, detail.Value);
            }

            json.WriteString("message"u8, detail.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
