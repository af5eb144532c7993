/** What of one session is in the next: a server that took it up goes on with it. Compares payloads; it must not judge clocks or keys. */
import { type Change, diff, type FlaskSession } from '../session/index.ts';

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
    isSame: changes.length === 0,
  };
}

/** Whether everything in the previous session was removed. */
export function keepsNothing({ keys, removed }: Continuity): boolean {
  return keys > 0 && removed === keys;
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
