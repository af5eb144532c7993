/** A place to paste cookies from elsewhere and see them like live ones. It must store and send nothing. */
import '../../styles/scratchpad.css';
import { useId } from 'preact/hooks';
import { counted } from '../../format/numbers.ts';
import { type ScratchpadConcern, scratchpadOf } from '../../store/scratchpad.ts';
import type { Store } from '../../store/store.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Guarded } from '../parts/Guarded.tsx';
import { PastedDetail } from './PastedDetail.tsx';
import { PastedList } from './PastedList.tsx';

export function ScratchpadView({ store }: { readonly store: Store }) {
  const scratchpad = scratchpadOf(store);
  return (
    <main class="split scratchpad">
      <section class="list" aria-label="Pasted">
        <PasteField scratchpad={scratchpad} />
        <FoundSentences scratchpad={scratchpad} />
        {scratchpad.found.value.length > 0 && <PastedList scratchpad={scratchpad} />}
      </section>
      <Shown scratchpad={scratchpad} />
    </main>
  );
}

type Props = { readonly scratchpad: ScratchpadConcern };

function PasteField({ scratchpad }: Props) {
  const id = useId();
  return (
    <div class="paste">
      <label for={id}>Cookie from elsewhere</label>
      {scratchpad.text.value !== '' && (
        <button type="button" class="link" onClick={() => scratchpad.paste('')}>
          Clear
        </button>
      )}
      {/* Spell checking and autocompletion may store the text or send it elsewhere. */}
      <textarea
        id={id}
        class="text-input"
        rows={4}
        placeholder="A value, a Cookie or Set-Cookie header, a curl command"
        autocomplete="off"
        spellcheck={false}
        value={scratchpad.text.value}
        onInput={(event) => scratchpad.paste(event.currentTarget.value)}
      />
    </div>
  );
}

function FoundSentences({ scratchpad: { found, notices } }: Props) {
  const all = found.value;
  const sessions = all.filter(({ entry }) => entry.isSession).length;
  return (
    <div role="status" class="found">
      {all.length > 0 && (
        <p class="quiet">
          {counted(all.length, 'cookie')}, {counted(sessions, 'session')}
        </p>
      )}
      {notices.value.map((notice) => (
        <p key={notice}>
          <span class="warning">▲</span> {notice}
        </p>
      ))}
    </div>
  );
}

function Shown({ scratchpad }: Props) {
  const pasted = scratchpad.selected.value;
  if (pasted) {
    return (
      <Guarded shown={pasted.entry}>
        <PastedDetail scratchpad={scratchpad} pasted={pasted} />
      </Guarded>
    );
  }
  // The sentence that nothing was found says enough.
  if (scratchpad.notices.value.length > 0) return <section class="detail" aria-label="Pasted cookie" />;
  return (
    <section class="detail" aria-label="Pasted cookie">
      <EmptyState title="Nothing pasted yet">
        <p>
          Paste a cookie from a log, a colleague’s message or another browser: it is decoded, and verified
          with the keys of {scratchpad.origin.value || 'the inspected site'}. It is not stored anywhere, and
          is gone when this panel closes.
        </p>
      </EmptyState>
    </section>
  );
}
