/** Sessions that grow with every response, until the browser rejects them. */
import { BROWSER_LIMIT } from '../cookies/index.ts';
import type { Change } from '../session/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Step } from './steps.ts';

type Grows = Extract<Diagnosis, { kind: 'grows' }>;

/** What of a session is watched: lists and texts below a top-level key, the keys of dicts there, or top-level keys that begin alike. */
type Kind = 'items' | 'entries' | 'keys';

/** From when on it is growth, in changes that touch what is watched. */
type Proof = {
  /** In so many of them in a row it must have grown. */
  readonly run: number;
  /** A limit that is further away than so many is no concern yet. */
  readonly foreseeable: number;
};

/** Fewer are a list that is kept to its last few. */
const ITEMS: Proof = { run: 10, foreseeable: 60 };
/** Flash messages nobody keeps to a number: fewer are some that wait for the next page. */
const FLASHES: Proof = { run: 6, foreseeable: 60 };
/** Forms of several steps and quizzes add keys as well, but they come to an end, and well before the limit. */
const KEYS: Proof = { run: 20, foreseeable: 40 };
/** Of so many changes one at the least must belong to the run: what no longer grows is not lost. */
const SPREAD = 3;

/**
 * The session grows and grows. Its evidence: the last changes of some part of it each made that longer, and took nothing
 * away from it, whatever else the session holds.
 */
export function growth(steps: readonly Step[]): Grows | null {
  const effective = steps.filter(({ tookEffect }) => tookEffect);
  // Only since the session was there without a break.
  const since = effective.slice(effective.findLastIndex(({ session }) => session === null) + 1);
  const treated = since.map((step) => ({ step, parts: partsIn(step) }));
  return (
    growthOf(treated, 'items', '_flashes', FLASHES) ??
    anyGrowth(treated, 'items', ITEMS) ??
    anyGrowth(treated, 'entries', KEYS) ??
    anyGrowth(treated, 'keys', KEYS)
  );
}

/** What a response did to a part: it only added to it, it touched it in a way that shows nothing, or it did something else. */
type Treatment = 'added' | 'touched' | 'broken';
/** By kind, and then by the part's name. */
type Parts = Readonly<Record<Kind, ReadonlyMap<string, Treatment>>>;
type Treated = { readonly step: Step; readonly parts: Parts };

function anyGrowth(steps: readonly Treated[], kind: Kind, proof: Proof): Grows | null {
  const additions = new Map<string, number>();
  for (const { parts } of steps) {
    for (const [name, treatment] of parts[kind]) {
      if (treatment === 'added') additions.set(name, (additions.get(name) ?? 0) + 1);
    }
  }
  for (const [name, count] of additions) {
    const found = count < proof.run ? null : growthOf(steps, kind, name, proof);
    if (found) return found;
  }
  return null;
}

function growthOf(
  steps: readonly Treated[],
  kind: Kind,
  name: string,
  { run: length, foreseeable }: Proof,
): Grows | null {
  const treatmentOf = ({ parts }: Treated) => parts[kind].get(name);
  const unbroken = steps.slice(steps.findLastIndex((each) => treatmentOf(each) === 'broken') + 1);
  const run = unbroken.filter((each) => treatmentOf(each) === 'added').slice(-length);
  const [first] = run;
  const last = steps.at(-1)?.step;
  if (!first || !last || run.length < length) return null;
  const responses = steps.slice(steps.indexOf(first));
  // Flask sends a permanent session again with each response: those that repeat it show nothing.
  if (responses.filter(({ parts }) => parts.items.size > 0).length > length * SPREAD) return null;
  const grown = run.reduce((sum, { step }) => sum + (step.growth ?? 0), 0);
  const bytesLeft = BROWSER_LIMIT - last.entry.bytes;
  if (grown <= 0 || Math.floor((bytesLeft * length) / grown) > foreseeable) return null;
  // Those that repeat the session are responses too, and those that change something else in it.
  const bytes = grown / responses.length;
  return {
    kind: 'grows',
    name: last.entry.name,
    evidence: run.map(({ step }) => step.entry.id),
    bytes: Math.max(1, Math.round(bytes)),
    responsesLeft: Math.floor(bytesLeft / bytes),
    key: name,
    isBeginning: kind === 'keys',
  };
}

function partsIn({ difference }: Step): Parts {
  const empty = () => new Map<string, Treatment>();
  const parts = { items: empty(), entries: empty(), keys: empty() };
  for (const change of difference?.changes ?? []) {
    const key = String(change.path[0]);
    note(parts.items, key, isLonger(change) ? 'added' : 'broken');
    note(parts.entries, key, entryIn(change));
    const beginning = change.path.length === 1 ? beginningOf(key) : null;
    if (beginning) note(parts.keys, beginning, ADDED_KEYS[change.kind]);
  }
  return parts;
}

/** All that one response did to a part, as one. */
function note(parts: Map<string, Treatment>, name: string, treatment: Treatment): void {
  const so = parts.get(name);
  if (so !== 'broken' && (so !== 'added' || treatment === 'broken')) parts.set(name, treatment);
}

/** Whether a list has an item more, or a text is longer. */
function isLonger(change: Change): boolean {
  if (change.kind === 'added') return typeof change.path.at(-1) === 'number';
  if (change.kind !== 'changed') return false;
  const { before, after } = change;
  return before.type === 'str' && after.type === 'str' && after.text.length > before.text.length;
}

/** What a change at or below a top-level key does to dicts there. */
function entryIn({ kind, path }: Change): Treatment {
  if (kind === 'removed' || path.length === 1) return 'broken';
  return kind === 'added' && typeof path.at(-1) === 'string' ? 'added' : 'touched';
}

const ADDED_KEYS = { added: 'added', changed: 'touched', removed: 'broken' } as const;

/** What comes before the part of a key that differs from one to the next: `viewed_` of `viewed_12`; null if it has none. */
function beginningOf(key: string): string | null {
  return /^_*[^\W\d_]+(?:[_:./ -]|(?=\d))/.exec(key)?.[0] ?? null;
}
