/** What differs between two payloads: keys and values in Python's notation, old beside new. */
import '../../styles/difference.css';
import type { Change, Difference as Differences, Value } from '../../../session/index.ts';
import { MARKS } from '../../format/happenings.ts';
import { grouped } from '../../format/numbers.ts';
import { keyLabel, preview, shortened } from '../../format/preview.ts';

/** The most changes shown; the rest are counted. */
const MOST_SHOWN = 50;
/** Characters of a value. */
const MOST_VALUE = 160;

type Props = Differences & { readonly caption: string };

export function Difference({ caption, changes, isCut }: Props) {
  if (changes.length === 0) return <p class="quiet">It holds the same data.</p>;
  const rest = changes.length - MOST_SHOWN;
  return (
    <>
      <table class="changes">
        <caption>{caption}</caption>
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
          {isCut && 'at least '}
          {grouped(rest)} more
        </p>
      )}
    </>
  );
}

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
  const text = rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${keyLabel(step)}`)).join('');
  return shortened(`${first === undefined ? 'the whole payload' : keyLabel(first)}${text}`);
}
