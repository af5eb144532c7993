/** The whole payload as one text in Python's notation; a fault is marked where it is. */
import { useId, useRef } from 'preact/hooks';
import { MAX_PYTHON, type PythonNotice } from '../../../session/index.ts';
import { grouped } from '../../format/numbers.ts';
import { chooseForm, type Draft, typeText } from '../../store/editing/drafts.ts';
import type { Store } from '../../store/store.ts';

type Props = { readonly store: Store; readonly draft: Draft };

/** Characters of a text whose field grows with it, and in which a fault is marked in place. */
const MOST_MARKED = 20_000;

export function TextForm({ store, draft }: Props) {
  const { id } = draft.entry;
  const { text, fault, warnings } = draft;
  const field = useRef<HTMLTextAreaElement>(null);
  const saidId = useId();
  const goTo = (position: number): void => {
    field.current?.focus();
    field.current?.setSelectionRange(position, position + 1);
  };
  if (draft.field?.problem) {
    return (
      <p role="alert">
        <span class="refused">✗ The value typed in the tree is not valid.</span> {draft.field.problem}{' '}
        <button type="button" class="link" onClick={() => chooseForm(store, id, 'tree')}>
          Fix it
        </button>{' '}
        to see the text again.
      </p>
    );
  }
  if (text === null) {
    return (
      <p role="status">
        <span class="warning">▲ This payload cannot be shown as text</span>: it would be longer than the{' '}
        {grouped(MAX_PYTHON)} characters that can be read back. The tree shows all of it.
      </p>
    );
  }
  const isMarked = text.length <= MOST_MARKED;
  return (
    <>
      <div class={isMarked ? 'text-form' : 'text-form fixed'}>
        {isMarked && (
          <pre aria-hidden="true">
            {fault ? (
              <>
                {text.slice(0, fault.position)}
                <mark>{text.slice(fault.position, fault.position + 1).replace(/^\n?$/, ' $&')}</mark>
                {text.slice(fault.position + 1)}
              </>
            ) : (
              text
            )}
            {'\n'}
          </pre>
        )}
        <textarea
          ref={field}
          aria-label="Payload in Python’s notation"
          aria-invalid={fault !== null}
          aria-describedby={saidId}
          spellcheck={false}
          autocomplete="off"
          value={text}
          onInput={(event) => typeText(store, id, event.currentTarget.value)}
        />
      </div>
      <div id={saidId} class="text-said">
        <div role="alert">{fault && <Said notice={fault} sign="✗" tone="refused" onGo={goTo} />}</div>
        {warnings.map((warning) => (
          <Said
            key={`${warning.position} ${warning.message}`}
            notice={warning}
            sign="▲"
            tone="warning"
            onGo={goTo}
          />
        ))}
      </div>
    </>
  );
}

type SaidProps = {
  readonly notice: PythonNotice;
  readonly sign: string;
  readonly tone: 'refused' | 'warning';
  readonly onGo: (position: number) => void;
};

function Said({ notice, sign, tone, onGo }: SaidProps) {
  return (
    <p>
      <button type="button" class="link" title="Go there" onClick={() => onGo(notice.position)}>
        <span class={tone}>
          {sign} Line {notice.line}, column {notice.column}
        </span>
      </button>
      : {notice.message}
    </p>
  );
}
