/** Short names for making a session's values. Makes them only; reading and writing cookies is `session/`'s. */
import type { DictEntry, Value } from '../session/value.ts';

export const none: Value = { type: 'None' };
export const bool = (value: boolean): Value => ({ type: 'bool', value });
/** `value`: a whole number, or its decimal digits if it is larger than a double can hold. */
export const int = (value: number | bigint): Value => ({ type: 'int', digits: value.toString() });
export const float = (value: number): Value => ({ type: 'float', value });
export const str = (text: string): Value => ({ type: 'str', text });
export const list = (items: readonly Value[]): Value => ({ type: 'list', items });
export const tuple = (...items: readonly Value[]): Value => ({ type: 'tuple', items });
export const dict = (entries: Readonly<Record<string, Value>>): Value => ({
  type: 'dict',
  entries: Object.entries(entries).map(([key, value]): DictEntry => [key, value]),
});
export const bytes = (value: Uint8Array): Value => ({ type: 'bytes', bytes: value });
export const markup = (text: string): Value => ({ type: 'Markup', text });
/** `text`: a UUID with its hyphens. */
export const uuid = (text: string): Value => ({ type: 'UUID', hex: text.replaceAll('-', '') });
/** `seconds` since 1970, fractions dropped. */
export const datetime = (seconds: number): Value => ({ type: 'datetime', seconds: Math.floor(seconds) });

/** The items of a list or tuple; of anything else, none. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.type === 'list' || value?.type === 'tuple' ? value.items : [];
}

/** A dict's value under a key; undefined when there is no such key, or no dict. */
export function valueAt(value: Value | undefined, key: string): Value | undefined {
  if (value?.type !== 'dict') return undefined;
  return value.entries.find(([name]) => name === key)?.[1];
}

/** The text of a str; '' of anything else. */
export function textOf(value: Value | undefined): string {
  return value?.type === 'str' ? value.text : '';
}

/** The number of a float or an int; 0 of anything else. */
export function numberOf(value: Value | undefined): number {
  if (value?.type === 'float') return value.value;
  return value?.type === 'int' ? Number(value.digits) : 0;
}
