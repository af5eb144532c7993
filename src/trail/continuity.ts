/** What of one session is in the next: a server that took it up goes on with it. Compares payloads; it must not judge clocks or keys. */
import { type Change, diff, type FlaskSession } from '../session/index.ts';

/** Under which Flask keeps messages: whoever is refused is told the same. */
const MESSAGES = '_flashes';

/** Counts of the previous session's top-level keys, except its flags, which are the same in every application. */
export type Continuity = {
  /** How many there are. */
  readonly keys: number;
  /** How many of them are unchanged in the next session. */
  readonly kept: number;
  /** How many of them hold more in the next one, and all that they held: an item was added, or a number counted up. */
  readonly extended: number;
  /** How many of them are not in the next one. */
  readonly removed: number;
  /** The same of all its keys, flags among them, but not of messages: those are shown, and gone. */
  readonly lost: number;
  /** Whether nothing differs at all, flags included. */
  readonly isSame: boolean;
};

/** Compares a session with the one that came after it. @param but top-level keys that show nothing */
export function continuity(
  before: FlaskSession,
  after: FlaskSession,
  but: ReadonlySet<string> = new Set(),
): Continuity {
  const { changes } = diff(before.payload, after.payload);
  const touched = new Set(changes.map(({ path }) => path[0]));
  const removed = new Set(
    changes.flatMap(({ kind, path }) => (kind === 'removed' && path.length === 1 ? path : [])),
  );
  const replaced = new Set(
    changes.flatMap((change) => (extendsValue(change) ? [] : change.path.slice(0, 1))),
  );
  const keys = tellingKeys(before).filter((key) => !but.has(key));
  return {
    keys: keys.length,
    kept: keys.filter((key) => !touched.has(key)).length,
    extended: keys.filter((key) => touched.has(key) && !replaced.has(key)).length,
    removed: keys.filter((key) => removed.has(key)).length,
    lost: removed.size - (removed.has(MESSAGES) ? 1 : 0),
    isSame: changes.length === 0,
  };
}

/** Whether everything in the previous session was removed. */
export function keepsNothing({ keys, removed }: Continuity): boolean {
  return keys > 0 && removed === keys;
}

/**
 * Whether a server that was sent one session may have begun the next one from nothing, though they have keys in common:
 * at least as much is gone as is the same, and what is the same is what it gives to whoever comes.
 *
 * @param beginnings sessions of those who came without any
 */
export function isBegunAnew(
  before: FlaskSession,
  after: FlaskSession,
  beginnings: readonly FlaskSession[],
): boolean {
  const { kept, extended, lost } = continuity(before, after, new Set([MESSAGES]));
  if (extended > 0 || lost === 0 || lost < kept) return false;
  return kept === 0 || !keepsMore(before, after, beginnings);
}

/** Whether something is in both that no such beginning explains. */
export function keepsMore(
  before: FlaskSession,
  after: FlaskSession,
  beginnings: readonly FlaskSession[],
): boolean {
  const given = beginnings.map((beginning) => new Set([MESSAGES, ...sharedKeys(beginning, after)]));
  const sets = given.length > 0 ? given : [new Set([MESSAGES])];
  return sets.every((but) => {
    const { kept, extended } = continuity(before, after, but);
    return kept + extended > 0;
  });
}

/** Whether both have a key of that name, with different values. */
export function hasAnother(before: FlaskSession, after: FlaskSession, name: string): boolean {
  const { changes } = diff(before.payload, after.payload);
  return changes.some(({ kind, path }) => kind === 'changed' && path[0] === name);
}

/** The top-level keys that have the same value in both. */
function sharedKeys(one: FlaskSession, other: FlaskSession): string[] {
  const touched = new Set(diff(one.payload, other.payload).changes.map(({ path }) => path[0]));
  return tellingKeys(one).filter((key) => !touched.has(key));
}

/** A flag by its top-level key; null where it has none of that name. */
export function flagOf({ payload }: FlaskSession, name: string): boolean | null {
  const flag = payload.type === 'dict' ? payload.entries.find(([key]) => key === name)?.[1] : undefined;
  return flag?.type === 'bool' ? flag.value : null;
}

/** Whether a change leaves what was there: it added to it, or counted on. */
function extendsValue(change: Change): boolean {
  if (change.kind !== 'changed') return change.kind === 'added';
  const { before, after } = change;
  return before.type === 'int' && after.type === 'int' && Number(after.digits) > Number(before.digits);
}

function tellingKeys({ payload }: FlaskSession): string[] {
  return payload.type === 'dict'
    ? payload.entries.flatMap(([key, { type }]) => (type === 'bool' ? [] : [key]))
    : [];
}
