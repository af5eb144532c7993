/** Parses a value in Python's notation, as `pythonRepr` prints it. It must evaluate nothing else. */
import { MAX_DEPTH } from '../json/read.ts';
import type { DictEntry, Value } from '../value.ts';
import { noKey, quotedKey } from './dict-key.ts';
import { type Argument, CALLS, CONSTANTS, REFUSED, UTC } from './names.ts';
import { scanNumber } from './number-literal.ts';
import { matchEnd, originalPosition, skipBlank, withPythonLines } from './source.ts';
import { LiteralError, opensString, scanString } from './string.ts';

/** UTF-16 units of text that are read. */
export const MAX_PYTHON = 1_048_576;

/** A sentence about a position: `position` is a UTF-16 index into the text, `line` and `column` (characters) count from 1. */
export type PythonNotice = {
  readonly message: string;
  readonly position: number;
  readonly line: number;
  readonly column: number;
};

/** `warnings`: where Flask would return something other than what is written; `value` is what it would return. */
export type PythonReading =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly PythonNotice[] }
  | ({ readonly ok: false } & PythonNotice);

/** Why a text is not a value that Flask can store. `position` is an index into the source. */
class Refusal extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const MOST_WARNINGS = 20;

const NUMBER_START = /\.?\d/y;
const NAME = /[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*/y;
const KEYWORD = /[A-Za-z_]\w*\s*=(?!=)/y;

/**
 * Reads one value: what `ast.literal_eval` reads of the types that Flask stores, and `UUID('…')`, `Markup('…')`,
 * `datetime(…)` (each with or without its module) and `float('nan')`; `nan`, `inf` and JSON's words as well. It refuses
 * what Flask refuses, and a key that is not a `str`, which JSON would convert to one. A tuple needs its parentheses.
 * At most `MAX_PYTHON` units long and nested as deep as `readJson` reads. Never throws; linear in the text's length.
 */
export function readPython(text: string): PythonReading {
  if (text.length > MAX_PYTHON) {
    return {
      ok: false,
      ...placed(text, `The text is longer than ${MAX_PYTHON} characters, the maximum.`, MAX_PYTHON),
    };
  }
  const source = withPythonLines(text);
  const notice = (message: string, position: number): PythonNotice =>
    placed(text, message, originalPosition(text, position));
  const reader = new PythonReader(source);
  try {
    const value = reader.document();
    return {
      ok: true,
      value,
      warnings: reader.warnings.map(([message, position]) => notice(message, position)),
    };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, ...notice(error.message, error.position) };
    if (!(error instanceof LiteralError)) throw error;
    return { ok: false, ...notice(`This literal cannot be read: ${error.message}.`, error.position) };
  }
}

function placed(text: string, message: string, position: number): PythonNotice {
  const lines = withPythonLines(text.slice(0, position)).split('\n');
  return { message, position, line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}

class PythonReader {
  readonly warnings: [message: string, position: number][] = [];
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): Value {
    const value = this.#value(0);
    const next = this.#next();
    if (next === ',') throw new Refusal('A tuple needs parentheses around it here.', this.#at);
    if (next !== '') throw new Refusal('Something follows the end of the value.', this.#at);
    return value;
  }

  /** The next character that is not white space, '' at the end. */
  #next(): string {
    this.#at = skipBlank(this.#source, this.#at, true);
    return this.#source.charAt(this.#at);
  }

  /** Consumes and returns what the pattern matches here; '' if it does not match. */
  #take(sticky: RegExp): string {
    const start = this.#at;
    this.#at = matchEnd(sticky, this.#source, start);
    return this.#source.slice(start, this.#at);
  }

  #warn(message: string, position: number): void {
    if (this.warnings.length < MOST_WARNINGS) this.warnings.push([message, position]);
  }

  #value(depth: number): Value {
    const character = this.#next();
    const start = this.#at;
    if (character === '[') return { type: 'list', items: this.#items(']', depth).items };
    if (character === '(') return this.#parentheses(depth);
    if (character === '{') return this.#dict(depth);
    if (opensString(this.#source, start)) return this.#strings();
    if (character === '+' || character === '-') return this.#signed(depth);
    if (matchEnd(NUMBER_START, this.#source, start) > start) return this.#number();
    const name = this.#take(NAME);
    if (name !== '') return this.#named(name.replace(/\s/g, ''), start, depth);
    if (character === '' || ',)]}:'.includes(character)) throw new Refusal('A value is missing here.', start);
    throw new Refusal('This is code, and its value is not known.', start);
  }

  /** Consumes an opening bracket or a sign, and returns the depth of what follows. */
  #enter(depth: number): number {
    if (depth >= MAX_DEPTH) {
      throw new Refusal(`A session cannot be nested deeper than ${MAX_DEPTH} levels.`, this.#at);
    }
    this.#at++;
    return depth + 1;
  }

  /** The values between the opening bracket at this position and the closing one. */
  #items(closing: string, depth: number): { items: Value[]; hasComma: boolean } {
    const items: Value[] = [];
    let hasComma = false;
    const inner = this.#enter(depth);
    while (this.#next() !== closing) {
      items.push(this.#value(inner));
      hasComma = this.#comma(closing) || hasComma;
    }
    this.#at++;
    return { items, hasComma };
  }

  /** Consumes a comma, or stops before the closing bracket; returns whether there was a comma. */
  #comma(closing: string): boolean {
    const next = this.#next();
    if (next === closing) return false;
    if (next === ',') this.#at++;
    else if (next === '') throw new Refusal(`The closing ${closing} is missing.`, this.#at);
    else throw new Refusal(`A comma or ${closing} is missing here.`, this.#at);
    return true;
  }

  /** A tuple, or one value in parentheses. Their content is two levels deeper, as in a tuple's JSON. */
  #parentheses(depth: number): Value {
    const { items, hasComma } = this.#items(')', depth + 1);
    const [only] = items;
    return only && !hasComma ? only : { type: 'tuple', items };
  }

  #dict(depth: number): Value {
    const entries = new Map<string, Value>();
    const inner = this.#enter(depth);
    while (this.#next() !== '}') {
      const place = this.#at;
      const key = this.#value(inner);
      const next = this.#next();
      if (entries.size === 0 && (next === ',' || next === '}')) {
        throw new Refusal('Flask cannot store a set.', place);
      }
      if (next !== ':') throw new Refusal('A colon is missing here.', this.#at);
      if (key.type !== 'str') throw new Refusal(noKey(key), place);
      if (entries.has(key.text)) {
        this.#warn(`The key ${quotedKey(key.text)} is repeated, and the last one counts.`, place);
      }
      this.#at++;
      entries.set(key.text, this.#value(inner));
      this.#comma('}');
    }
    this.#at++;
    return { type: 'dict', entries: Array.from(entries, (entry): DictEntry => entry) };
  }

  /** A literal, or adjacent ones, which are one. */
  #strings(): Value {
    const start = this.#at;
    const codes: number[] = [];
    let isBytes: boolean | null = null;
    let surrogate: number | null = null;
    for (let token = scanString(this.#source, start); token !== null; ) {
      isBytes ??= token.isBytes;
      if (isBytes !== token.isBytes) throw new Refusal('str and bytes literals cannot be joined.', this.#at);
      for (const code of token.codes) codes.push(code);
      surrogate ??= token.surrogate;
      this.#at = token.end;
      this.#next();
      token = scanString(this.#source, this.#at);
    }
    if (isBytes) return { type: 'bytes', bytes: Uint8Array.from(codes) };
    if (surrogate !== null && codes.some((code, at) => isHigh(code) && isLow(codes[at + 1] ?? 0))) {
      this.#warn('Flask joins the two halves of a surrogate pair into one character.', surrogate);
    }
    return { type: 'str', text: codes.map((code) => String.fromCodePoint(code)).join('') };
  }

  #signed(depth: number): Value {
    const isMinus = this.#source.charAt(this.#at) === '-';
    const inner = this.#enter(depth);
    this.#next();
    const start = this.#at;
    const value = this.#value(inner);
    if (value.type === 'float') return isMinus ? { type: 'float', value: -value.value } : value;
    if (value.type !== 'int') throw new Refusal('Only a number can have a sign.', start);
    if (!isMinus || value.digits === '0') return value;
    const { digits } = value;
    return { type: 'int', digits: digits.startsWith('-') ? digits.slice(1) : `-${digits}` };
  }

  #number(): Value {
    const found = scanNumber(this.#source, this.#at);
    if ('refused' in found) throw new Refusal(found.refused, this.#at);
    this.#at = found.end;
    return found.value;
  }

  #named(name: string, start: number, depth: number): Value {
    const constant = CONSTANTS.get(name);
    if (constant) return constant;
    const refused = REFUSED.get(name);
    if (refused !== undefined) throw new Refusal(refused, start);
    const call = CALLS.get(name);
    const next = this.#next();
    if (call === undefined || next !== '(') {
      throw new Refusal(`${name.slice(0, 60)} is code, and its value is not known.`, start);
    }
    const answer = call(this.#arguments(depth));
    if ('refused' in answer) throw new Refusal(answer.refused, answer.position ?? start);
    for (const warning of answer.warnings) this.#warn(warning, start);
    return answer.value;
  }

  #arguments(depth: number): Argument[] {
    const found: Argument[] = [];
    const inner = this.#enter(depth);
    while (this.#next() !== ')') {
      const position = this.#at;
      const keyword = this.#take(KEYWORD).replace(/\s*=$/, '') || null;
      this.#next();
      found.push({ keyword, value: this.#argument(inner), position });
      this.#comma(')');
    }
    this.#at++;
    return found;
  }

  #argument(depth: number): Argument['value'] {
    const start = this.#at;
    if (UTC.has(this.#take(NAME).replace(/\s/g, ''))) return 'UTC';
    this.#at = start;
    return this.#value(depth);
  }
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
