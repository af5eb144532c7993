/** Reads a .env file's variables as python-dotenv does, which Flask uses to load it. It must not fill in other variables. */

/** `position`: the index of the name. */
export type DotenvVariable = {
  readonly name: string;
  /** Null: a name without "=". */
  readonly value: string | null;
  readonly position: number;
};

export type DotenvFile = {
  readonly variables: readonly DotenvVariable[];
  /** There are lines that python-dotenv skips with a warning. */
  readonly isDamaged: boolean;
};

// Python's `\s`, which differs from JavaScript's; a blank is any of it except a line end.
const BLANKS = String.raw`\t\v\f\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const isSpace = new RegExp(`^[${BLANKS}\\n]$`);

const SPACE = new RegExp(`[${BLANKS}\\n]*`, 'y');
const EXPORT = new RegExp(`(?:export[${BLANKS}]+)?`, 'y');
const QUOTED_NAME = /'([^']+)'/y;
const PLAIN_NAME = new RegExp(`([^=#${BLANKS}\\n]+)`, 'y');
const EQUALS = new RegExp(`[${BLANKS}]*=([${BLANKS}]*)`, 'y');
const SINGLE_QUOTED = /'((?:\\.|[^'\\])*)'/sy;
const DOUBLE_QUOTED = /"((?:\\.|[^"\\])*)"/sy;
const LINE = /([^\n]*)/y;
const END = new RegExp(`[${BLANKS}]*(?:#[^\\n]*)?(?:\\n|$)`, 'y');
const REST = /[^\n]*\n?/y;

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Reads a .env file whose lines end in "\n"; never throws. The rules are python-dotenv 1.2.4's (`dotenv/parser.py`).
 * Older versions differ in what a backslash before a closing quote does, and in a comment right after "= ".
 */
export function readDotenv(source: string): DotenvFile {
  const variables: DotenvVariable[] = [];
  let isDamaged = false;
  let at = source.startsWith('\ufeff') ? 1 : 0;

  /** Consumes a match at this position and returns its first group; null: no match. */
  const take = (sticky: RegExp): string | null => {
    sticky.lastIndex = at;
    const match = sticky.exec(source);
    if (match === null) return null;
    at = sticky.lastIndex;
    return match[1] ?? '';
  };

  const takeValue = (blanks: string): string | null => {
    switch (source.charAt(at)) {
      case "'":
        return take(SINGLE_QUOTED)?.replace(/\\([\\'])/g, '$1') ?? null;
      case '"':
        return (
          take(DOUBLE_QUOTED)?.replace(/\\([\\'"abfnrtv])/g, (_, kind: string) => ESCAPES[kind] ?? kind) ??
          null
        );
      case '#':
        return blanks === '' ? plainValue(take(LINE) ?? '') : '';
      default:
        return plainValue(take(LINE) ?? '');
    }
  };

  const takeVariable = (): boolean => {
    const position = at;
    const name = take(source.startsWith("'", at) ? QUOTED_NAME : PLAIN_NAME);
    if (name === null) return false;
    const blanks = take(EQUALS);
    const value = blanks === null ? null : takeValue(blanks);
    if ((blanks !== null && value === null) || take(END) === null) return false;
    variables.push({ name, value, position });
    return true;
  };

  for (take(SPACE); at < source.length; take(SPACE)) {
    take(EXPORT);
    if (source.startsWith('#', at)) {
      take(REST);
    } else if (!takeVariable()) {
      isDamaged = true;
      take(REST);
    }
  }
  return { variables, isDamaged };
}

/** Up to white space and a "#", and without white space at the end. */
function plainValue(line: string): string {
  let end = line.length;
  for (let at = line.indexOf('#', 1); at > 0; at = line.indexOf('#', at + 1)) {
    if (!isSpace.test(line.charAt(at - 1))) continue;
    end = at;
    break;
  }
  while (end > 0 && isSpace.test(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}

/** Whether python-dotenv puts other variables into the value: `${NAME}` or `${NAME:-default}`. */
export function isInterpolated(value: string): boolean {
  let start = value.indexOf('${');
  let end = -1;
  while (start >= 0) {
    if (end < start) end = value.indexOf('}', start);
    if (end < 0) return false;
    const colon = value.indexOf(':', start);
    if (colon < 0 || colon > end || value.startsWith(':-', colon)) return true;
    // For anything that opens before this colon, it is also the first one.
    start = value.indexOf('${', colon);
  }
  return false;
}
