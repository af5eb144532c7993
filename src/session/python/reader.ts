/** The grammar of Python's notation: reads a value from source with Python's line ends. It must evaluate nothing, and knows no lines. */
import { MAX_DEPTH } from '../json/read.ts';
import type { DictEntry, Value } from '../value.ts';
import { noKey, quotedKey } from './dict-key.ts';
import { type Argument, CALLS, CONSTANTS, REFUSED, UTC } from './names.ts';
import { scanNumber } from './number-literal.ts';
import { matchEnd, skipBlank } from './source.ts';
import { opensString, scanString } from './string.ts';

/** Why a text is not a value that Flask can store. `position` is an index into the source. */
export class Refusal extends Error {
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

/** Reads one document, from the beginning of its source. */
export class PythonReader {
  /** Where Flask would return something other than what is written; `position` is an index into the source. */
  readonly warnings: [message: string, position: number][] = [];
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** The one value that the source holds. Throws a `Refusal`, or a `LiteralError` of a string. */
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
