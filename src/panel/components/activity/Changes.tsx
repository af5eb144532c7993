/** What an entry changed in a session against the one before: keys and values in Python's notation, and the size. */
import type { Change, Value } from '../../../session/index.ts';
import type { TrailEntry } from '../../../trail/index.ts';
import { clockTime } from '../../format/clock.ts';
import { entryName, growthWords } from '../../format/happenings.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { label, preview } from '../../format/preview.ts';
import { visible } from '../../format/visible.ts';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';

type Judged = Exclude<Happening, { kind: 'unread' }>;
type Props = { readonly activity: ActivityConcern; readonly happening: Judged };

/** Changes that are shown; of more, how many they are. */
const MOST_SHOWN = 50;
/** Characters of a value. */
const MOST_VALUE = 160;

export function Changes({ activity, happening }: Props) {
  const { before, difference, growth, entry } = happening.step;
  if (!before || !happening.isSession) return null;
  return (
    <>
      <h2>
        {before.entry ? (
          <Against entry={before.entry} onShow={(id) => activity.show(id)} />
        ) : (
          'Against the one from before these entries'
        )}
      </h2>
      <p>
        {growth !== null && `${growthWords(growth)[0]?.toUpperCase()}${growthWords(growth).slice(1)}: `}
        {counted(entry.bytes, 'byte')} of name + value.
        {entry.bytesOver > 0 && (
          <span class="refused"> ✗ {counted(entry.bytesOver, 'byte')} over the limit.</span>
        )}
      </p>
      {difference && <Difference changes={difference.changes} isCut={difference.isCut} />}
    </>
  );
}

type AgainstProps = { readonly entry: TrailEntry; readonly onShow: (id: number) => void };

function Against({ entry, onShow }: AgainstProps) {
  return (
    <>
      Against the one of{' '}
      <button
        type="button"
        class="link"
        aria-label={entryName(entry)}
        title="Show this entry"
        onClick={() => onShow(entry.id)}
      >
        {clockTime(entry.time)}
      </button>
    </>
  );
}

function Difference({ changes, isCut }: { readonly changes: readonly Change[]; readonly isCut: boolean }) {
  if (changes.length === 0) return <p class="quiet">It holds the same data.</p>;
  const rest = changes.length - MOST_SHOWN;
  return (
    <>
      <table class="changes">
        <caption>What it changed</caption>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, MOST_SHOWN).map((change) => (
            <ChangeRow key={JSON.stringify(change.path)} change={change} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p class="quiet">
          {grouped(rest)} more{isCut && ', and then some'}
        </p>
      )}
    </>
  );
}

const MARKS: Readonly<Record<Change['kind'], string>> = { added: '+', removed: '−', changed: '~' };

function ChangeRow({ change }: { readonly change: Change }) {
  const path = pathText(change.path);
  return (
    <tr>
      <th scope="row" title={path}>
        <span role="img" aria-label={change.kind}>
          {MARKS[change.kind]}
        </span>{' '}
        <bdi>{path}</bdi>
      </th>
      <td>{change.kind === 'added' ? null : <ValueText value={change.before} />}</td>
      <td>{change.kind === 'removed' ? null : <ValueText value={change.after} />}</td>
    </tr>
  );
}

function ValueText({ value }: { readonly value: Value }) {
  return (
    <>
      <code class="breakable">{preview(value, MOST_VALUE)}</code>{' '}
      <span class="quiet">{value.type === 'None' ? 'NoneType' : value.type}</span>
    </>
  );
}

/** `cart[2].sku`: steps as the payload's tree names them. */
function pathText(path: Change['path']): string {
  const [first, ...rest] = path;
  const text = rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${label(step)}`)).join('');
  return visible(label(`${label(String(first ?? 'the whole'))}${text}`));
}
