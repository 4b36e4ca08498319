using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Loads pages, and completes those that are older than states discarded before.</summary>
internal sealed class PageLoader(ConversationsApi api, Func<ClientState> state, Func<Step, Outcome> apply)
{
    /// <summary>Loads the newest page where none has come: one that is late could only take back what is newer by now.</summary>
    public Task LoadFirstAsync(ConversationId id, CancellationToken cancellation) =>
        state().Find(id) is { Cursor: null } ? LoadAsync(id, new PageRequest(), cancellation) : Task.CompletedTask;

    /// <summary>Loads a page and takes it in. With <c>not_found</c> the conversation goes.</summary>
    public async Task LoadAsync(ConversationId id, PageRequest asked, CancellationToken cancellation)
    {
        do
        {
            if (state().Find(id) is not { } held) return;
            try
            {
                var page = await api.PageAsync(id, asked, cancellation).ConfigureAwait(false);
                if (await CompleteAsync(id, held.Generation, page.Epoch, apply(new PageCame(id, page, asked, held.Generation)), cancellation).ConfigureAwait(false)) return;
                asked = asked.Again(page);
            }
            catch (PeerCircleException gone) when (gone.Code == ErrorCodes.NotFound)
            {
                apply(new WasGone(id, held.Version));
                return;
            }
        }
        while (true);
    }

    public async Task FactsAsync(ConversationId id, CancellationToken cancellation)
    {
        var version = state().Find(id)?.Version ?? 0;
        try
        {
            apply(new FactsTold(await api.GetAsync(id, cancellation).ConfigureAwait(false)));
        }
        catch (PeerCircleException gone) when (gone.Code == ErrorCodes.NotFound)
        {
            apply(new WasGone(id, version));
        }
    }

    /// <summary>False when so much has changed that the page has to be loaded again.</summary>
    private async Task<bool> CompleteAsync(ConversationId id, long generation, string epoch, Outcome outcome, CancellationToken cancellation)
    {
        while (outcome.Wants.FirstOrDefault(w => w.Kind is WantKind.Complete or WantKind.Again) is { } want)
        {
            if (want.Kind == WantKind.Again) return false;
            var page = await api.ChangesAsync(id, want.After, epoch, cancellation).ConfigureAwait(false);
            var answer = new ConversationChanges(id, page.Epoch, page.To, page.Messages, page.Mine, page.Complete, page.Reset);
            outcome = apply(new CompletionCame(answer, want.After, generation));
        }

        return true;
    }
}
