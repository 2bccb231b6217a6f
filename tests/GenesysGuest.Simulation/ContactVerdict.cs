namespace GenesysGuest.Simulation;

/// <summary>What a run says of one row, held against what came back of it.</summary>
/// <param name="job">The job.</param>
/// <param name="run">The run.</param>
/// <param name="key">The row's key.</param>
/// <param name="sent">The requests that carried the row, in order.</param>
internal sealed class ContactVerdict(Job job, Run run, string key, IReadOnlyList<Sending> sent)
{
    private bool WasThrottled => run.Sendings.Any(sending => sending.Came?.Status is 408 or 429);

    /// <summary>Looks at a contact.</summary>
    /// <param name="contact">The contact.</param>
    /// <returns>What is wrong with it; null: nothing is.</returns>
    public string? WrongWith(Contact contact)
    {
        if (sent.Count == 0)
        {
            return job.HasJournal ? null : "it was never sent";
        }

        return sent[^1].ItemOf(key) is { Said: Said.Written } item && string.Equals(item.ContactId, contact.Id, StringComparison.Ordinal) && (item.Status == 201) == (contact.Change == ContactChange.Created)
            ? null
            : "the last answer does not say that";
    }

    /// <summary>Looks at the error of a row that was sent.</summary>
    /// <param name="error">The error.</param>
    /// <param name="book">What was written.</param>
    /// <returns>What is wrong with it; null: nothing is.</returns>
    public string? WrongWith(ErrorId error, ContactBook book)
    {
        Sending last = sent[^1];
        Item? item = last.ItemOf(key);
        int status = last.Came?.Status ?? 0;
        bool isWhole = last.Came is { IsSuccess: true } && !last.IsCutOff;
        if (isWhole && item is { Said: Said.Written, IsDubious: false })
        {
            return "the service said that it was written";
        }

        bool isExplained = error switch
        {
            ErrorId.NotAttempted => run.IsCutShort && !book.Writings.Any(writing => writing.Sending.Run == run && string.Equals(writing.Key, key, StringComparison.Ordinal)),
            ErrorId.UnexpectedResponse => last.Came is { IsSuccess: true } && (last.IsCutOff || item is null or { Said: Said.Nothing } or { IsDubious: true }),
            ErrorId.ContactUnauthorized => status == 401,
            ErrorId.RateLimited => WasThrottled || item?.ErrorId == error,
            ErrorId.ContactForbidden => status == 403 || IsRefusal(item, error),
            ErrorId.ContactRejected => (IsRefusedAsWhole(last) && last.Rows.Count == 1) || IsRefusal(item, error),
            ErrorId.ServiceUnavailable => last.Came is null || status is 407 or >= 500 || IsRefusal(item, error) || run.Unreached > 0 || run.IsCutShort,
            _ => false,
        };
        return isExplained ? WrongWithRepeating(error, last, item) : StaysRefused(error) ? null : "that is not what came of it";
    }

    /// <summary>Looks at the error of a row that was not sent.</summary>
    /// <param name="error">The error.</param>
    /// <param name="same">What became of rows of the same content that were.</param>
    /// <returns>What is wrong with it; null: nothing is.</returns>
    public string? WrongUnsent(ErrorId error, IEnumerable<ContactOutcome> same) => error switch
    {
        ErrorId.NotAttempted when run.IsCutShort => null,
        ErrorId.ServiceUnavailable when run.Unreached > 0 || run.IsCutShort => null,
        ErrorId.RateLimited when WasThrottled => null,
        _ => job.HasJournal && same.Any(other => other.Error?.ErrorId == error) ? null : "it was never sent",
    };

    // What may be sent again is sent again as often as it may be.
    private string? WrongWithRepeating(ErrorId error, Sending last, Item? item)
    {
        if (run.IsCutShort || run.Unreached > 0 || WasThrottled)
        {
            return null;
        }

        if (item?.Said == Said.RefusedForNow && !last.IsCutOff && item.ErrorId == error)
        {
            int refusals = sent.Count(sending => sending.ItemOf(key)?.Said == Said.RefusedForNow);
            return refusals > run.MaxRetryCount ? null : $"it was refused for now {refusals} times, and there are {run.MaxRetryCount} retries";
        }

        if (IsOpen(last) && last.Came?.Forbids is null)
        {
            int open = sent.Reverse().Where(sending => sending.Came?.Status != 401).TakeWhile(IsOpen).Count(); // another token costs no retry
            return open > run.MaxRetryCount ? null : $"it was sent {open} times to no avail, and there are {run.MaxRetryCount} retries";
        }

        return null;
    }

    // Where the work ended before it was sent again for good, what was said of it last still holds.
    private bool StaysRefused(ErrorId error) =>
        run.IsCutShort && sent.Select(sending => sending.ItemOf(key)).LastOrDefault(item => item is not null) is { Said: Said.RefusedForNow } last && last.ErrorId == error;

    private static bool IsRefusal(Item? item, ErrorId error) => item is { Said: Said.RefusedForGood or Said.RefusedForNow } && item.ErrorId == error;

    private static bool IsRefusedAsWhole(Sending sending) => sending.Came?.Status is 400 or 409 or 413 or 422;

    private static bool IsOpen(Sending sending) => sending.Came is null or { Status: >= 500 } || (sending.Came.IsSuccess && sending.IsCutOff);
}
