/** Reads the words, numbers and strings of JSON as CPython's scanner does. It must not know containers or tags. */
import { MAX_INT_DIGITS } from '../python/number.ts';
import type { Value } from '../value.ts';

/** JSON that Python refuses. `position` is a UTF-16 index into the text; the message is Python's where there is one. */
export class JsonError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Thrown if a cut text ends within something that cannot be kept in part. */
export class CutOff extends Error {}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

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

/** Reads tokens from a text that may be only the beginning of one (`cut`). */
export class JsonScanner {
  protected readonly text: string;
  protected readonly cut: boolean;
  protected position = 0;
  /** A cut text ended: every open container closes with what it has. */
  protected ended = false;

  constructor(text: string, cut: boolean) {
    this.text = text;
    this.cut = cut;
  }

  /** Skips white space and returns the next character's code, NaN at the end. */
  protected space(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      this.position++;
    }
  }

  /** For errors at the text's end: in a cut text, they say nothing about the payload. */
  protected fail(message: string, position: number): never {
    if (this.cut && position >= this.text.length) throw new CutOff();
    throw new JsonError(message, position);
  }

  protected word(word: string, value: Value): Value {
    const start = this.position;
    if (!this.text.startsWith(word, start)) {
      if (this.cut && word.startsWith(this.text.slice(start))) throw new CutOff();
      throw new JsonError('Expecting value', start);
    }
    this.position = start + word.length;
    return value;
  }

  /** Index after the digits from `position` on. */
  private digits(position: number): number {
    let end = position;
    while (isDigit(this.text.charCodeAt(end))) end++;
    return end;
  }

  // number = [ "-" ] ( "0" / digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ] (RFC 8259)
  protected number(): Value {
    const text = this.text;
    const start = this.position;
    const first = text.charCodeAt(start) === 45 ? start + 1 : start;
    const whole = text.charCodeAt(first) === 48 ? first + 1 : this.digits(first);
    if (whole === first) {
      if (this.cut && first >= text.length) throw new CutOff();
      throw new JsonError('Expecting value', start);
    }
    let end = whole;
    if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) end = this.digits(end + 1);
    const mark = text.charCodeAt(end);
    if (mark === 101 || mark === 69) {
      const sign = text.charCodeAt(end + 1);
      const exponent = sign === 43 || sign === 45 ? end + 2 : end + 1;
      if (isDigit(text.charCodeAt(exponent))) end = this.digits(exponent);
    }
    // More of its digits may have been cut off, and with them its size.
    if (this.cut && end >= text.length - 2 && !/[\s,\]}]/.test(text.slice(end))) throw new CutOff();
    this.position = end;
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
  protected string(): string {
    const text = this.text;
    const opening = this.position - 1;
    let start = this.position;
    let read = '';
    for (let i = start; ; i++) {
      const code = text.charCodeAt(i);
      if (code === 34) {
        this.position = i + 1;
        return read === '' ? text.slice(start, i) : read + text.slice(start, i);
      }
      if (code === 92) {
        read += text.slice(start, i);
        this.position = i + 1;
        const character = this.escape(opening);
        if (this.ended) return read;
        read += character;
        start = this.position;
        i = start - 1;
      } else if (!(code >= 32)) {
        if (i < text.length) throw new JsonError('Invalid control character', i);
        if (!this.cut) throw new JsonError('Unterminated string starting', opening);
        this.ended = true;
        return read + text.slice(start);
      }
    }
  }

  /** The character of an escape whose backslash has been read; surrogate pairs join automatically. */
  private escape(opening: number): string {
    const text = this.text;
    const at = this.position;
    const code = text.charCodeAt(at);
    const simple = simpleEscape(code);
    if (simple !== undefined) {
      this.position = at + 1;
      return simple;
    }
    if (this.cut && (at >= text.length || (code === 117 && at + 5 > text.length))) {
      this.ended = true;
      return '';
    }
    if (at >= text.length) throw new JsonError('Unterminated string starting', opening);
    if (code !== 117) throw new JsonError('Invalid \\escape', at - 1);
    const digits = text.slice(at + 1, at + 5);
    // CPython expects a character after the digits before it looks at them.
    if (at + 5 === text.length && !this.cut) throw new JsonError('Invalid \\uXXXX escape', at);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonError('Invalid \\uXXXX escape', at);
    this.position = at + 5;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
}
