/** What the branches of a session cost, one level at a time: a bar, widest first, and a row for each. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  COST_BUDGET,
  type Costs as CostsOfLevel,
  costsOf,
  type FlaskSession,
  isCut,
  type Value,
  type ValuePath,
} from '../../../session/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { keyLabel } from '../../format/preview.ts';
import { CostBar } from './CostBar.tsx';
import { CostTable } from './CostTable.tsx';
import { branchText, restOf } from './cost-words.ts';

/** Bytes compressed when the user asks to measure the rest: a few hundred milliseconds. */
const GENEROUS = 16 * COST_BUDGET;

export function Costs({ session }: { readonly session: FlaskSession }) {
  const [wanted, setWanted] = useState<ValuePath>([]);
  // For this payload only, not for every later change of the session.
  const [generousFor, setGenerousFor] = useState<Value | null>(null);
  const budget = generousFor === session.payload ? GENEROUS : COST_BUDGET;
  const heading = useRef<HTMLHeadingElement>(null);
  const hasMoved = useRef(false);
  const { path, costs } = useMemo(
    () => levelAt(session.payload, wanted, budget),
    [session.payload, wanted, budget],
  );
  // The pressed button is gone with its level.
  useEffect(() => {
    if (hasMoved.current) heading.current?.focus();
    hasMoved.current = false;
  }, [path]);
  const open = (next: ValuePath): void => {
    hasMoved.current = true;
    setWanted(next);
  };

  const title = path.length === 0 ? 'What each key costs' : `What each part of ${branchText(path)} costs`;
  const measureAll = budget < GENEROUS && (
    <button type="button" class="link" onClick={() => setGenerousFor(session.payload)}>
      Measure anyway
    </button>
  );
  if (isCut(session))
    return <p class="quiet">Only its beginning was read, so what each key costs is not known.</p>;
  if (!costs)
    return <p class="quiet">Too large or too deeply nested to measure what each key costs. {measureAll}</p>;
  if (path.length === 0 && costs.branches.length === 0) return null;
  const unmeasured = costs.branches.filter(({ bytes }) => bytes === null).length;
  return (
    <section class="costs" aria-label={title}>
      <h2 ref={heading} tabIndex={-1}>
        {title} <span class="quiet">how much smaller the cookie would be without it</span>
      </h2>
      {path.length > 0 && <Crumbs path={path} onOpen={open} />}
      <CostBar title={title} costs={costs} onOpen={(key) => open([...path, key])} />
      <CostTable key={title} title={title} costs={costs} onOpen={(key) => open([...path, key])} />
      {unmeasured > 0 ? (
        <p class="quiet">
          {counted(unmeasured, 'branch is', 'branches are')} not measured; the{' '}
          {grouped(costs.branches.length - unmeasured)} with the longest JSON are. {measureAll}
        </p>
      ) : (
        <Sum costs={costs} isTop={path.length === 0} isCompressed={session.compressed} />
      )}
    </section>
  );
}

/** The requested level, or the deepest level above it that the payload still has. */
function levelAt(
  payload: Value,
  wanted: ValuePath,
  budget: number,
): { readonly path: ValuePath; readonly costs: CostsOfLevel | null } {
  for (let length = wanted.length; length > 0; length--) {
    const path = length === wanted.length ? wanted : wanted.slice(0, length);
    const costs = costsOf(payload, path, budget);
    if (costs && costs.branches.length > 0) return { path, costs };
  }
  return { path: [], costs: costsOf(payload, [], budget) };
}

type CrumbsProps = { readonly path: ValuePath; readonly onOpen: (path: ValuePath) => void };

function Crumbs({ path, onOpen }: CrumbsProps) {
  return (
    <nav class="crumbs" aria-label="Path to this branch">
      <button type="button" class="link" onClick={() => onOpen([])}>
        payload
      </button>
      {path.map((step, index) => (
        <span key={path.slice(0, index + 1).join('/')}>
          <span aria-hidden="true"> › </span>
          {index < path.length - 1 ? (
            <button type="button" class="link" onClick={() => onOpen(path.slice(0, index + 1))}>
              {keyLabel(step)}
            </button>
          ) : (
            <b aria-current="location">{keyLabel(step)}</b>
          )}
        </span>
      ))}
    </nav>
  );
}

type SumProps = { readonly costs: CostsOfLevel; readonly isTop: boolean; readonly isCompressed: boolean };

/** Shows in numbers that the costs do not add up to the whole. */
function Sum({ costs, isTop, isCompressed }: SumProps) {
  const { whole, branches } = costs;
  const rest = restOf(costs);
  const shared = isCompressed
    ? 'keys share what compression saves'
    : 'brackets belong to no key, and base64 rounds up';
  // They rarely exceed the whole, and only by a few bytes.
  const reason = rest > 0 ? shared : 'compression works on all keys together, and base64 rounds up';
  return (
    <p class="quiet">
      {isTop ? 'The payload takes' : 'The branch costs'} {counted(whole, 'byte')}; these costs add up to{' '}
      {grouped(whole - rest)}
      {rest !== 0 && `, not to the whole: ${reason}`}.
      {isTop &&
        branches.length === 1 &&
        ' Without its only key, the session is empty and Flask deletes the cookie.'}
    </p>
  );
}
