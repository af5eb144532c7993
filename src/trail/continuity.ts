/** What of one session is in the next: a server that took it up goes on with it. Compares payloads; it must not judge clocks or keys. */
import { diff, type FlaskSession } from '../session/index.ts';

/** Of the top-level keys of the session before, its flags apart: those are the same in every application. */
export type Continuity = {
  /** How many there are. */
  readonly keys: number;
  /** How many of them are in the next one as they were. */
  readonly kept: number;
  /** How many of them are not in the next one. */
  readonly removed: number;
  /** Whether nothing differs at all, flags included. */
  readonly isSame: boolean;
};

/** Compares a session with the one that came after it. */
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

/** Whether all of the session before was removed. */
export function keepsNothing({ keys, removed }: Continuity): boolean {
  return keys > 0 && removed === keys;
}

function tellingKeys({ payload }: FlaskSession): string[] {
  return payload.type === 'dict'
    ? payload.entries.flatMap(([key, { type }]) => (type === 'bool' ? [] : [key]))
    : [];
}
