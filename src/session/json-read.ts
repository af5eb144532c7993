/** JSON text to values, as Python's `json.loads` and Flask's tags read it. It must not lose a digit, nor overflow the stack. */
import { MAX_INT_DIGITS } from './python-number.ts';
import { isTag, untag } from './tags.ts';
import type { DictEntry, Value } from './value.ts';

/** Deepest nesting of JSON that is read. CPython gives up at 993 within Flask 2.2, at 497 within Flask 3.1. */
export const MAX_DEPTH = 1000;

/** JSON that Python refuses. `position` is a UTF-16 index into the text; the message is Python's where there is one. */
export type JsonFailure = { readonly ok: false; readonly message: string; readonly position: number };
export type JsonReading =
  | { readonly ok: true; readonly value: Value; readonly invalidTags: readonly string[] }
  | JsonFailure;

/** Repeated keys are looked for one by one up to this many entries, with a map beyond. */
const FEW_ENTRIES = 12;

const NONE: Value = { type: 'None' };
const TRUE: Value = { type: 'bool', value: true };
const FALSE: Value = { type: 'bool', value: false };

class JsonError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Thrown where a cut text ends within something of which no part can be kept; never leaves this module. */
class CutOff extends Error {}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function simpleEscape(code: number): string | undefined {
  switch (code) {
    case 34:
      return '"';
    case 47:
      return '/';
    case 92:
      return '\\';
    case 98:
      return '\b';
    case 102:
      return '\f';
    case 110:
      return '\n';
    case 114:
      return '\r';
    case 116:
      return '\t';
    default:
      return undefined;
  }
}

class JsonReader {
  readonly #text: string;
  readonly #cut: boolean;
  readonly invalidTags = new Set<string>();
  #position = 0;
  /** A cut text ended: every open container closes with what it has. */
  #ended = false;

  constructor(text: string, cut: boolean) {
    this.#text = text;
    this.#cut = cut;
  }

  document(): Value {
    if (this.#text.charCodeAt(0) === 0xfeff) throw new JsonError('Unexpected UTF-8 BOM', 0);
    this.#space();
    const value = this.#value(0);
    if (!this.#ended) {
      this.#space();
      if (this.#position < this.#text.length) throw new JsonError('Extra data', this.#position);
    }
    return value;
  }

  /** Skips white space and returns the next character's code, NaN at the end. */
  #space(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#position);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      this.#position++;
    }
  }

  /** For whatever is wrong at the text's end: of a cut text it says nothing about the payload. */
  #fail(message: string, position: number): never {
    if (this.#cut && position >= this.#text.length) throw new CutOff();
    throw new JsonError(message, position);
  }

  #value(depth: number): Value {
    const start = this.#position;
    const code = this.#text.charCodeAt(start);
    switch (code) {
      case 34:
        this.#position++;
        return { type: 'str', text: this.#string() };
      case 123:
        return this.#dict(depth + 1);
      case 91:
        return this.#list(depth + 1);
      case 110:
        return this.#word('null', NONE);
      case 116:
        return this.#word('true', TRUE);
      case 102:
        return this.#word('false', FALSE);
      case 78:
        return this.#word('NaN', { type: 'float', value: Number.NaN });
      case 73:
        return this.#word('Infinity', { type: 'float', value: Number.POSITIVE_INFINITY });
      case 45:
        if (this.#text.charCodeAt(start + 1) === 73) {
          return this.#word('-Infinity', { type: 'float', value: Number.NEGATIVE_INFINITY });
        }
        return this.#number();
      default:
        return isDigit(code) ? this.#number() : this.#fail('Expecting value', start);
    }
  }

  #word(word: string, value: Value): Value {
    const start = this.#position;
    if (!this.#text.startsWith(word, start)) {
      if (this.#cut && word.startsWith(this.#text.slice(start))) throw new CutOff();
      throw new JsonError('Expecting value', start);
    }
    this.#position = start + word.length;
    return value;
  }

  /** Index after the digits from `position` on. */
  #digits(position: number): number {
    let end = position;
    while (isDigit(this.#text.charCodeAt(end))) end++;
    return end;
  }

  // number = [ "-" ] ( "0" / digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ] (RFC 8259)
  #number(): Value {
    const text = this.#text;
    const start = this.#position;
    const first = text.charCodeAt(start) === 45 ? start + 1 : start;
    const whole = text.charCodeAt(first) === 48 ? first + 1 : this.#digits(first);
    if (whole === first) {
      if (this.#cut && first >= text.length) throw new CutOff();
      throw new JsonError('Expecting value', start);
    }
    let end = whole;
    if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) end = this.#digits(end + 1);
    const mark = text.charCodeAt(end);
    if (mark === 101 || mark === 69) {
      const sign = text.charCodeAt(end + 1);
      const exponent = sign === 43 || sign === 45 ? end + 2 : end + 1;
      if (isDigit(text.charCodeAt(exponent))) end = this.#digits(exponent);
    }
    // More of its digits may have been cut off, and with them its size.
    if (this.#cut && end >= text.length - 2 && !/[\s,\]}]/.test(text.slice(end))) throw new CutOff();
    this.#position = end;
    if (end > whole) return { type: 'float', value: Number(text.slice(start, end)) };
    if (whole - first > MAX_INT_DIGITS) {
      throw new JsonError(
        `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion`,
        start,
      );
    }
    const digits = text.slice(start, end);
    return { type: 'int', digits: digits === '-0' ? '0' : digits };
  }

  /** The text of a string whose opening quote has been read. */
  #string(): string {
    const text = this.#text;
    const opening = this.#position - 1;
    let start = this.#position;
    let read = '';
    for (let i = start; ; i++) {
      const code = text.charCodeAt(i);
      if (code === 34) {
        this.#position = i + 1;
        return read === '' ? text.slice(start, i) : read + text.slice(start, i);
      }
      if (code === 92) {
        read += text.slice(start, i);
        this.#position = i + 1;
        const character = this.#escape(opening);
        if (this.#ended) return read;
        read += character;
        start = this.#position;
        i = start - 1;
      } else if (!(code >= 32)) {
        if (i < text.length) throw new JsonError('Invalid control character', i);
        if (!this.#cut) throw new JsonError('Unterminated string starting', opening);
        this.#ended = true;
        return read + text.slice(start);
      }
    }
  }

  /** The character of an escape whose backslash has been read; pairs of surrogates join by themselves. */
  #escape(opening: number): string {
    const text = this.#text;
    const at = this.#position;
    const code = text.charCodeAt(at);
    const simple = simpleEscape(code);
    if (simple !== undefined) {
      this.#position = at + 1;
      return simple;
    }
    if (this.#cut && (at >= text.length || (code === 117 && at + 5 > text.length))) {
      this.#ended = true;
      return '';
    }
    if (at >= text.length) throw new JsonError('Unterminated string starting', opening);
    if (code !== 117) throw new JsonError('Invalid \\escape', at - 1);
    const digits = text.slice(at + 1, at + 5);
    // CPython wants a character after the digits before it looks at them.
    if (at + 5 === text.length && !this.#cut) throw new JsonError('Invalid \\uXXXX escape', at);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonError('Invalid \\uXXXX escape', at);
    this.#position = at + 5;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #enter(depth: number): void {
    if (depth > MAX_DEPTH) {
      throw new JsonError(`nested deeper than ${MAX_DEPTH} levels, which Python gives up on`, this.#position);
    }
    this.#position++;
  }

  #list(depth: number): Value {
    this.#enter(depth);
    const items: Value[] = [];
    try {
      this.#items(items, depth);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.#ended = true;
    }
    return { type: 'list', items };
  }

  #items(items: Value[], depth: number): void {
    if (this.#space() === 93) {
      this.#position++;
      return;
    }
    for (;;) {
      items.push(this.#value(depth));
      if (this.#ended) return;
      const code = this.#space();
      if (code !== 44 && code !== 93) this.#fail("Expecting ',' delimiter", this.#position);
      this.#position++;
      if (code === 93) return;
      this.#space();
    }
  }

  #dict(depth: number): Value {
    this.#enter(depth);
    const entries: DictEntry[] = [];
    try {
      this.#entries(entries, depth);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.#ended = true;
    }
    const only = entries.length === 1 ? entries[0] : undefined;
    if (only !== undefined && isTag(only[0])) {
      const value = untag(only[0], only[1]);
      if ('type' in value) return value;
      // Of a tag that was cut it goes without saying.
      if (!this.#ended) this.invalidTags.add(value.invalid);
    }
    return { type: 'dict', entries };
  }

  #entries(entries: DictEntry[], depth: number): void {
    let places: Map<string, number> | null = null;
    let code = this.#space();
    if (code === 125) {
      this.#position++;
      return;
    }
    for (;;) {
      if (code !== 34) this.#fail('Expecting property name enclosed in double quotes', this.#position);
      this.#position++;
      const key = this.#string();
      if (this.#ended) return;
      if (this.#space() !== 58) this.#fail("Expecting ':' delimiter", this.#position);
      this.#position++;
      this.#space();
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
      if (this.#ended) return;
      code = this.#space();
      if (code !== 44 && code !== 125) this.#fail("Expecting ',' delimiter", this.#position);
      this.#position++;
      if (code === 125) return;
      code = this.#space();
    }
  }
}

/**
 * Reads tagged JSON as Flask's `TaggedJSONSerializer.loads`; never throws. A tag with a content that cannot be
 * turned into the type stays the dict it is, and its fault is listed in `invalidTags` (each sentence once).
 * @param cut the text is only the beginning: containers and strings still open at its end are closed there
 */
export function readJson(text: string, cut = false): JsonReading {
  const reader = new JsonReader(text, cut);
  try {
    const value = reader.document();
    return { ok: true, value, invalidTags: [...reader.invalidTags] };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, message: error.message, position: error.position };
    if (error instanceof CutOff) {
      return { ok: false, message: 'nothing can be made of its beginning', position: text.length };
    }
    throw error;
  }
}
