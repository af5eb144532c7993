/** JSON text to values, as Python's `json.loads` and Flask's tags read it. It must not lose a digit, nor overflow the stack. */

import type { DictEntry, Value } from '../value.ts';
import { CutOff, isDigit, JsonError, JsonScanner } from './scanner.ts';
import { type InvalidTag, isTag, untag } from './tags.ts';

/** The deepest nesting of JSON that is read. CPython fails at 993 within Flask 2.2, and at 497 within Flask 3.1. */
export const MAX_DEPTH = 1000;

/** JSON that Python refuses. `position` is a UTF-16 index into the text; the message is Python's where there is one. */
export type JsonFailure = { readonly ok: false; readonly message: string; readonly position: number };
export type JsonReading =
  | { readonly ok: true; readonly value: Value; readonly invalidTags: readonly InvalidTag[] }
  | JsonFailure;

/** Up to this many entries, repeated keys are searched for one by one; beyond, with a map. */
const FEW_ENTRIES = 12;

const NONE: Value = { type: 'None' };
const TRUE: Value = { type: 'bool', value: true };
const FALSE: Value = { type: 'bool', value: false };

class JsonReader extends JsonScanner {
  /** By their sentences. */
  readonly invalidTags = new Map<string, InvalidTag>();

  document(): Value {
    if (this.text.charCodeAt(0) === 0xfeff) throw new JsonError('Unexpected UTF-8 BOM', 0);
    this.space();
    const value = this.#value(0);
    if (!this.ended) {
      this.space();
      if (this.position < this.text.length) throw new JsonError('Extra data', this.position);
    }
    return value;
  }

  #value(depth: number): Value {
    const start = this.position;
    const code = this.text.charCodeAt(start);
    switch (code) {
      case 34:
        this.position++;
        return { type: 'str', text: this.string() };
      case 123:
        return this.#dict(depth + 1);
      case 91:
        return this.#list(depth + 1);
      case 110:
        return this.word('null', NONE);
      case 116:
        return this.word('true', TRUE);
      case 102:
        return this.word('false', FALSE);
      case 78:
        return this.word('NaN', { type: 'float', value: Number.NaN });
      case 73:
        return this.word('Infinity', { type: 'float', value: Number.POSITIVE_INFINITY });
      case 45:
        if (this.text.charCodeAt(start + 1) === 73) {
          return this.word('-Infinity', { type: 'float', value: Number.NEGATIVE_INFINITY });
        }
        return this.number();
      default:
        return isDigit(code) ? this.number() : this.fail('Expecting value', start);
    }
  }

  #enter(depth: number): void {
    if (depth > MAX_DEPTH) {
      throw new JsonError(`nested deeper than ${MAX_DEPTH} levels, which Python cannot read`, this.position);
    }
    this.position++;
  }

  #list(depth: number): Value {
    this.#enter(depth);
    const items: Value[] = [];
    try {
      this.#items(items, depth);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.ended = true;
    }
    return { type: 'list', items };
  }

  #items(items: Value[], depth: number): void {
    if (this.space() === 93) {
      this.position++;
      return;
    }
    for (;;) {
      items.push(this.#value(depth));
      if (this.ended) return;
      const code = this.space();
      if (code !== 44 && code !== 93) this.fail("Expecting ',' delimiter", this.position);
      this.position++;
      if (code === 93) return;
      this.space();
    }
  }

  #dict(depth: number): Value {
    this.#enter(depth);
    const entries: DictEntry[] = [];
    try {
      this.#entries(entries, depth);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.ended = true;
    }
    const only = entries.length === 1 ? entries[0] : undefined;
    if (only !== undefined && isTag(only[0])) {
      const value = untag(only[0], only[1]);
      if ('type' in value) return value;
      // For a tag that was cut, no notice is needed.
      if (!this.ended) this.invalidTags.set(value.invalid, value);
    }
    return { type: 'dict', entries };
  }

  #entries(entries: DictEntry[], depth: number): void {
    let places: Map<string, number> | null = null;
    let code = this.space();
    if (code === 125) {
      this.position++;
      return;
    }
    for (;;) {
      if (code !== 34) this.fail('Expecting property name enclosed in double quotes', this.position);
      this.position++;
      const key = this.string();
      if (this.ended) return;
      if (this.space() !== 58) this.fail("Expecting ':' delimiter", this.position);
      this.position++;
      this.space();
      const value = this.#value(depth);
      let place: number;
      if (entries.length < FEW_ENTRIES) {
        place = 0;
        while (place < entries.length && entries[place]?.[0] !== key) place++;
      } else {
        places ??= new Map(entries.map(([known], index) => [known, index]));
        place = places.get(key) ?? entries.length;
        places.set(key, place);
      }
      entries[place] = [key, value];
      if (this.ended) return;
      code = this.space();
      if (code !== 44 && code !== 125) this.fail("Expecting ',' delimiter", this.position);
      this.position++;
      if (code === 125) return;
      code = this.space();
    }
  }
}

/**
 * Reads tagged JSON as Flask's `TaggedJSONSerializer.loads`; never throws. A tag whose content cannot be
 * converted to the type stays a dict, and the reason is listed in `invalidTags` (each sentence once).
 * @param cut the text is only the beginning: containers and strings still open at its end are closed there
 */
export function readJson(text: string, cut = false): JsonReading {
  const reader = new JsonReader(text, cut);
  try {
    const value = reader.document();
    return { ok: true, value, invalidTags: [...reader.invalidTags.values()] };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, message: error.message, position: error.position };
    if (error instanceof CutOff) {
      return { ok: false, message: 'its beginning cannot be read', position: text.length };
    }
    throw error;
  }
}
