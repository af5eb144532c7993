/** Sessions for component tests, as Flask writes them at a fake host's time. */
import { type SigningParameters, type Value, write } from '../../src/session/index.ts';

/** The fake host's now, in seconds since 1970. */
export const NOW = Date.UTC(2026, 10, 21, 1, 15) / 1000;
export const DAY = 86_400;

export const str = (text: string): Value => ({ type: 'str', text });
export const dict = (entries: Record<string, Value>): Value => ({
  type: 'dict',
  entries: Object.entries(entries),
});

type Signing = {
  readonly key?: string;
  /** Seconds since 1970; a minute ago unless given. */
  readonly timestamp?: number;
  readonly parameters?: SigningParameters;
};

/** A cookie's value, signed a minute ago with `dev` as Flask does, unless said otherwise. */
export function signed(
  payload: Value,
  { key = 'dev', timestamp = NOW - 60, parameters }: Signing = {},
): string {
  return write(payload, new TextEncoder().encode(key), timestamp, parameters);
}
