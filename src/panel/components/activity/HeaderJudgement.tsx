/** What happened to a Set-Cookie and why: by the rules, by the jar, and by both where they disagree; and the header itself. */
import type { Comparison, Cookie, Prediction } from '../../../cookies/index.ts';
import { utc } from '../../format/dates.ts';
import { OUTCOMES } from '../../format/happenings.ts';
import { shortened } from '../../format/preview.ts';
import { visible } from '../../format/visible.ts';
import type { Happening } from '../../store/activity/ledger.ts';

type Told = Extract<Happening, { kind: 'set-cookie' }>;

/** Characters of a header that are shown. */
const MOST_HEADER = 8192;

export function HeaderJudgement({ happening }: { readonly happening: Told }) {
  const { prediction, recorded } = happening;
  const { header } = recorded;
  return (
    <>
      <OutcomeSentence happening={happening} />
      <Sentences sentences={prediction.warnings} sign="▲" />
      <Sentences sentences={prediction.ignoredAttributes} sign="▲" />
      <Sentences sentences={prediction.assumptions} sign="?" />
      <h2>Set-Cookie</h2>
      <pre class="value raw header-text">
        {visible(header.text.slice(0, MOST_HEADER))}
        {header.length > MOST_HEADER && '…'}
      </pre>
    </>
  );
}

function OutcomeSentence({ happening }: { readonly happening: Told }) {
  const { prediction, comparison, outcome } = happening;
  const { sign, words } = PREDICTED[prediction.outcome];
  const reasons = prediction.reasons.map(({ sentence }) => sentence).join(' ');
  if (comparison?.verdict === 'disagree') {
    return (
      <>
        <p>
          <span class="warning">▲ By the rules {RULED[prediction.outcome]}</span>; {jarHolds(comparison)}.{' '}
          {reasons}
        </p>
        <Differences comparison={comparison} />
        <p class="quiet">Shown as {OUTCOMES[outcome]}, because that is what the jar shows.</p>
      </>
    );
  }
  if (outcome === 'unknown') {
    return (
      <p>
        <span class="warning">? Stored or rejected:</span> the contents of the jar were not seen. {reasons}
      </p>
    );
  }
  return (
    <p>
      <span class={sign}>{words}</span>
      {reasons !== '' && ` ${reasons}`}
      {comparison === null && (
        <span class="quiet"> By the rules: the contents of the jar were not seen.</span>
      )}
      {comparison?.verdict === 'superseded' && (
        <span class="quiet"> A later header of the same response changed it again.</span>
      )}
    </p>
  );
}

const PREDICTED: Readonly<Record<Prediction['outcome'], { readonly sign: string; readonly words: string }>> =
  {
    stored: { sign: 'accepted', words: '✓ Stored: a new cookie.' },
    replaced: { sign: 'accepted', words: '✓ Stored, replacing the previous one.' },
    deleted: { sign: '', words: '– Deleted.' },
    'deletes-nothing': { sign: '', words: '– Deletes nothing.' },
    rejected: { sign: 'refused', words: '✗ Rejected: the browser ignored it.' },
  };

/** Completes "By the rules …". */
const RULED: Readonly<Record<Prediction['outcome'], string>> = {
  stored: 'it is stored',
  replaced: 'it is stored, replacing the previous one',
  deleted: 'it is deleted',
  'deletes-nothing': 'there is nothing to delete',
  rejected: 'it is rejected',
};

type Disagreement = Extract<Comparison, { verdict: 'disagree' }>;

function jarHolds({ expected, found, differences }: Disagreement): string {
  if (!found) return 'the jar holds no such cookie';
  if (!expected) return 'the jar holds one anyway';
  return differences.includes('value')
    ? 'the jar holds another value'
    : 'the stored cookie has other attributes';
}

/** Characters of a field that are shown. */
const MOST_FIELD = 120;

function Differences({
  comparison: { expected, found, differences },
}: {
  readonly comparison: Disagreement;
}) {
  if (!expected || !found || differences.length === 0) return null;
  return (
    <table class="changes">
      <caption>Where they differ</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">By the rules</th>
          <th scope="col">In the jar</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((field) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td class="breakable">{fieldText(expected, field)}</td>
            <td class="breakable">{fieldText(found, field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function fieldText(cookie: Cookie, field: keyof Cookie): string {
  if (field === 'expires') return cookie.expires === null ? 'volatile' : utc(cookie.expires);
  if (field === 'partitionKey') return cookie.partitionKey ? cookie.partitionKey.topLevelSite : 'none';
  return shortened(visible(String(cookie[field])), MOST_FIELD);
}

type SentencesProps = {
  readonly sentences: readonly { readonly sentence: string }[];
  readonly sign: '▲' | '?';
};

function Sentences({ sentences, sign }: SentencesProps) {
  return (
    <>
      {sentences.map(({ sentence }) => (
        <p key={sentence} class={sign === '?' ? 'quiet' : ''}>
          <span class={sign === '▲' ? 'warning' : ''}>{sign}</span> {sentence}
        </p>
      ))}
    </>
  );
}
