/** How much of one session is in the next: a server that accepted it continues with it. Compares payloads; it must not judge clocks or keys. */
import { diff, type FlaskSession } from '../session/index.ts';

/** Counts of the previous session's top-level keys, except its flags, which are the same in every application. */
export type Continuity = {
  /** How many there are. */
  readonly keys: number;
  /** How many of them are unchanged in the next session. */
  readonly kept: number;
  /** How many of them are missing from the next session. */
  readonly removed: number;
  /** Whether nothing differs at all, flags included. */
  readonly isSame: boolean;
};

/** Compares a session with the one after it. */
export function continuity(before: FlaskSession, after: FlaskSession): Continuity {
  const { changes } = diff(before.payload, after.payload);
  const touched = new Set(changes.map(({ path }) => path[0]));
  const removed = new Set(
    changes.flatMap(({ kind, path }) => (kind === 'removed' && path.length === 1 ? path : [])),
  );
  const keys = tellingKeys(before);
  return {
    keys: keys.length,
    kept: keys.filter((key) => !touched.has(key)).length,
    removed: keys.filter((key) => removed.has(key)).length,
    isSame: changes.length === 0,
  };
}

/** Whether everything in the previous session was removed. */
export function keepsNothing({ keys, removed }: Continuity): boolean {
  return keys > 0 && removed === keys;
}

function tellingKeys({ payload }: FlaskSession): string[] {
  return payload.type === 'dict'
    ? payload.entries.flatMap(([key, { type }]) => (type === 'bool' ? [] : [key]))
    : [];
}
