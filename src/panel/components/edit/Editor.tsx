/** The editor of a session, in place of its payload: one draft in two forms, or the review before it is written. */
import '../../styles/edit.css';
import { useComputed } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { changeDraft, chooseForm, type Draft, endDraft, faultOf } from '../../store/editing/drafts.ts';
import { changeOf, hasLapsed, keyOf, prospectOf } from '../../store/editing/prospect.ts';
import { presentCookie } from '../../store/editing/writing.ts';
import type { Store } from '../../store/store.ts';
import { DraftReview } from './DraftReview.tsx';
import { Overtaken } from './Overtaken.tsx';
import { ProspectSentences, ProspectSize } from './ProspectSentences.tsx';
import { Signing } from './Signing.tsx';
import { TextForm } from './TextForm.tsx';
import { TreeForm } from './TreeForm.tsx';
import { useReviewScroll } from './use-review-scroll.ts';

type Props = { readonly store: Store; readonly draft: Draft };

const FORMS: Readonly<Record<Draft['form'], string>> = { tree: 'Tree', text: 'Text' };

export function Editor({ store, draft }: Props) {
  const { entry, payload, form, keyId, keepsTimestamp, seen } = draft;
  const { id } = entry;
  const chosenForm = useRef<HTMLButtonElement>(null);
  const { place, leave } = useReviewScroll(draft.isInReview);
  // The button that led here is gone.
  useEffect(() => {
    if (document.activeElement === document.body) chosenForm.current?.focus({ preventScroll: true });
  }, [draft.isInReview]);
  const key = keyOf(store, draft);
  const settings = store.settings.of(entry.origin);
  const lapsed = useComputed(() =>
    hasLapsed(store, store.editing.drafts.value.get(id) ?? draft, store.now.value),
  ).value;
  // Not recomputed every second: what is reviewed is what is written.
  const prospect = useMemo(
    () => prospectOf(store, draft, store.now.peek()),
    [
      payload,
      entry,
      seen,
      presentCookie(store, id),
      key,
      keyId,
      keepsTimestamp,
      settings,
      store.activity.serverOffsets.value.get(entry.origin)?.atLeast,
      store.keyring.keysOf(entry.origin),
      draft.isInReview,
      draft.refusal,
      lapsed,
    ],
  );
  const change = useMemo(() => changeOf(draft), [payload, entry]);
  if (draft.isInReview) return <DraftReview store={store} draft={draft} prospect={prospect} place={place} />;
  const fault = faultOf(draft);
  const isUnchanged = change.difference.changes.length === 0;
  return (
    <section ref={place} class="editor" aria-label="Editor">
      <Overtaken store={store} draft={draft} />
      <div class="editor-bar">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        <span role="group" aria-label="Form" class="segmented">
          {(['tree', 'text'] as const).map((name) => (
            <button
              key={name}
              ref={form === name ? chosenForm : null}
              type="button"
              aria-pressed={form === name}
              onClick={() => chooseForm(store, id, name)}
            >
              {FORMS[name]}
            </button>
          ))}
        </span>
        <ProspectSize prospect={fault === null ? prospect : null} />
        <span class="editor-buttons">
          <button
            type="button"
            class="button"
            disabled={fault !== null || prospect.kind === 'impossible'}
            onClick={() => {
              leave();
              changeDraft(store, id, { isInReview: true });
            }}
          >
            Review…
          </button>
          <button type="button" class="link" onClick={() => endDraft(store, id)}>
            {isUnchanged && fault === null ? 'Close' : 'Discard'}
          </button>
        </span>
      </div>
      <ProspectSentences store={store} draft={draft} prospect={prospect} change={change} />
      <Signing store={store} draft={draft} />
      {form === 'tree' ? <TreeForm store={store} draft={draft} /> : <TextForm store={store} draft={draft} />}
    </section>
  );
}
