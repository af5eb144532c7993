/** The expected result of writing the draft: its size, what the changes cost, and what Flask would do with it. */
import type { ComponentChildren } from 'preact';
import { BROWSER_LIMIT, bytesLeft, fits } from '../../../cookies/index.ts';
import { minute } from '../../format/dates.ts';
import { growthText } from '../../format/happenings.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { keyLabel } from '../../format/preview.ts';
import { isolated } from '../../format/visible.ts';
import { type Draft, faultOf } from '../../store/editing/drafts.ts';
import { type DraftChange, type KeyCost, type Prospect, timestampOf } from '../../store/editing/prospect.ts';
import type { Store } from '../../store/store.ts';
import { isNearLimit, Meter } from '../parts/Meter.tsx';
import { VerdictSentence } from '../verdict/VerdictSentence.tsx';

/** On one line, next to the editor's buttons; null: the input cannot be written, so it has no size. */
export function ProspectSize({ prospect }: { readonly prospect: Prospect | null }) {
  if (prospect?.kind !== 'cookie') {
    return <output class="prospect-size">{prospect?.kind === 'deleted' ? 'no cookie' : ''}</output>;
  }
  const { size, growth } = prospect;
  const over = -bytesLeft(size);
  return (
    <output class="prospect-size" aria-label="Size when written">
      <Meter size={size} label="Size of the cookie when written" />
      <span class={fits(size) ? (isNearLimit(size) ? 'warning' : '') : 'refused'}>
        {over > 0 && '✗ '}
        <b>{grouped(size.total)}</b> <span class="prospect-limit">of {grouped(BROWSER_LIMIT)} </span>B
        <span class="prospect-growth number"> ({growthText(growth)})</span>
        {over > 0 && <span class="prospect-excess">, {grouped(over)} too many</span>}
      </span>
    </output>
  );
}

type Props = {
  readonly store: Store;
  readonly draft: Draft;
  readonly prospect: Prospect;
  readonly change: DraftChange;
};

export function ProspectSentences({ store, draft, prospect, change }: Props) {
  if (faultOf(draft) !== null) {
    return (
      <p role="status" aria-label="Expected result">
        <span class="refused">✗ Nothing can be written</span> until the marked error is fixed.
      </p>
    );
  }
  return (
    <div class="prospect">
      <p role="status" aria-label="Expected result">
        <Judged store={store} draft={draft} prospect={prospect} />
      </p>
      <Costs change={change} />
    </div>
  );
}

function Costs({ change: { difference, costs } }: Pick<Props, 'change'>) {
  if (costs === null) {
    return (
      <p class="quiet">
        On the wire: not measured, because the payload is too large to measure while you type.
      </p>
    );
  }
  if (costs.length === 0) return null;
  const isMore = new Set(difference.changes.map(({ path }) => path[0])).size > costs.length;
  return (
    <p class="quiet">
      On the wire: {costs.map(costText).join('; ')}
      {isMore && '; …'}.
    </p>
  );
}

/** `user_id takes 12 bytes (before: 10)`. */
function costText({ key, before, after }: KeyCost): string {
  const name = isolated(keyLabel(key));
  if (after === null) return `${name} took ${counted(before ?? 0, 'byte')}`;
  return `${name} takes ${counted(after, 'byte')}${before === null ? '' : ` (before: ${grouped(before)})`}`;
}

type JudgedProps = Omit<Props, 'change'>;

/** If it is over the limit, nothing else matters: the browser does not store it. */
export function Judged({ store, draft, prospect }: JudgedProps): ComponentChildren {
  if (prospect.kind === 'deleted') {
    return (
      <>
        <span class="warning">▲ The session is empty</span>: Flask then deletes its cookie, and so will this.
      </>
    );
  }
  if (prospect.kind === 'impossible') {
    return (
      <>
        <span class="refused">✗ It cannot be written</span>: {prospect.message}.
      </>
    );
  }
  const { verdict, size, isKeyDoubtful } = prospect;
  if (!fits(size)) {
    return (
      <>
        <span class="refused">✗ The browser would refuse it</span>: it is {counted(-bytesLeft(size), 'byte')}{' '}
        over the limit of {grouped(BROWSER_LIMIT)} for name + value.
      </>
    );
  }
  if (verdict === null) {
    return (
      <>
        <span class="refused">✗ Flask would refuse it</span>: without the secret key it cannot be signed
        again, and its old signature is no longer valid. <KeyLink store={store} />
      </>
    );
  }
  const lifetime =
    verdict.outcome === 'refused' && verdict.reason === 'expired' ? verdict.age - verdict.late : 0;
  const since = minute((timestampOf(draft.entry) ?? 0) + lifetime);
  const keys = store.keyring.keysOf(draft.entry.origin);
  if (isKeyDoubtful && verdict.outcome === 'accepted') {
    return (
      <>
        <span class="warning">
          ▲ {keys.length === 1 ? 'Your key has not' : `None of your ${keys.length} keys has`} signed the
          present session
        </span>
        . If the app signs with another key, it refuses this, and the present session is lost.{' '}
        <KeyLink store={store} />
      </>
    );
  }
  return <VerdictSentence verdict={verdict} tense="would-be" keys={keys} since={since} />;
}

function KeyLink({ store }: Pick<Props, 'store'>) {
  return (
    <>
      <button
        type="button"
        class="link"
        onClick={() => {
          store.view.value = 'keys';
        }}
      >
        Enter the secret key
      </button>
      ; the draft is kept.
    </>
  );
}
