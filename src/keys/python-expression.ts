/** Reads Python expressions that are secret keys: literals, and lists of them. It says what any other expression is, and evaluates nothing. */
import {
  encodeUtf8,
  LiteralError,
  matchEnd,
  opensString,
  pythonRepr,
  scanString,
  skipBlank,
  skipExpression,
} from '../session/index.ts';

/** Indices are into the source. */
export type Expression = Literal | LiteralList | OtherExpression;

/** One `str` or bytes literal, or adjacent ones. */
export type Literal = {
  readonly kind: 'literal';
  /** Gives the same bytes when read alone in `form`: the source itself, if that is Python. */
  readonly text: string;
  readonly form: 'literal' | 'text';
  /** For a `str`, its UTF-8. */
  readonly bytes: Uint8Array;
  readonly isBytes: boolean;
  /** It is the default of `os.environ.get(…)` or `… or`. */
  readonly isDefault: boolean;
  readonly start: number;
  readonly end: number;
};

export type LiteralList = {
  readonly kind: 'list';
  readonly isTuple: boolean;
  readonly items: readonly Expression[];
  readonly start: number;
  readonly end: number;
};

/** Anything else. `message` says what is wrong with it, `position` where. */
export type OtherExpression = {
  readonly kind: 'other';
  readonly what: 'code' | 'constant' | 'broken' | 'missing';
  readonly message: string;
  readonly position: number;
  readonly start: number;
  readonly end: number;
};

const LONE_SURROGATE = 'a lone surrogate cannot be part of a key: it cannot be encoded as UTF-8';

/** The deepest nesting of brackets: a list of parenthesised literals has two. */
const MAX_NESTING = 8;

const NUMBER =
  /[-+]?(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d[\d_]*(?:e[-+]?\d+)?)j?(?![\w.])/iy;
const NONE = /None\b/y;
const TRUTH = /(?:True|False)\b/y;
const READS_ENVIRONMENT = /(?:os\s*\.\s*)?(?:environ\s*\.\s*get|getenv)\s*\(/y;
const DEFAULT_NAME = /default\s*=\s*/y;
const OR = /or\b/y;

/**
 * Reads the expression at `start`; never throws. It ends before a comma, a semicolon, a closing bracket or the line's
 * end: anything else is code.
 * @param lines line ends are white space, as within brackets
 */
export function readExpression(source: string, start: number, lines: boolean, depth = 0): Expression {
  const at = skipBlank(source, start, lines);
  try {
    const found = readKnown(source, at, lines, depth);
    if (found === null) return code(source, at, at, lines);
    const next = skipBlank(source, found.end, lines);
    return endsAt(source, next) ? found : code(source, at, next, lines);
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    const { message, position } = error;
    return {
      kind: 'other',
      what: 'broken',
      message,
      position,
      start: at,
      end: skipExpression(source, at, lines),
    };
  }
}

function readKnown(source: string, at: number, lines: boolean, depth: number): Expression | null {
  if (opensString(source, at)) return readLiterals(source, at, lines);
  if (source.charAt(at) === '[' || source.charAt(at) === '(') {
    return depth < MAX_NESTING ? readBrackets(source, at, depth + 1) : null;
  }
  return readConstant(source, at) ?? readDefault(source, at, lines, depth);
}

function endsAt(source: string, at: number): boolean {
  return at >= source.length || ',;)]}\n'.includes(source.charAt(at));
}

/** @param position where it stops being a literal */
function code(source: string, start: number, position: number, lines: boolean): OtherExpression {
  const end = skipExpression(source, start, lines);
  return end > start
    ? {
        kind: 'other',
        what: 'code',
        message: 'is code, and its value is not known',
        position,
        start,
        end,
      }
    : { kind: 'other', what: 'missing', message: 'has no value', position, start, end };
}

/** Adjacent literals are one. @throws LiteralError */
function readLiterals(source: string, start: number, lines: boolean): Literal {
  const codes: number[] = [];
  let parts = 0;
  let isBytes = false;
  let end = start;
  for (let at = start; ; at = skipBlank(source, end, lines)) {
    const token = scanString(source, at);
    if (token === null) break;
    if (token.surrogate !== null) throw new LiteralError(LONE_SURROGATE, token.surrogate);
    if (parts > 0 && token.isBytes !== isBytes) {
      throw new LiteralError('str and bytes literals cannot be joined', at);
    }
    for (const each of token.codes) codes.push(each);
    ({ isBytes, end } = token);
    parts++;
  }
  const written = source.slice(start, end);
  return {
    kind: 'literal',
    // Parts on separate lines are one literal only within brackets.
    text: parts > 1 && written.includes('\n') ? `(${written})` : written,
    form: 'literal',
    bytes: isBytes ? Uint8Array.from(codes) : utf8(codes),
    isBytes,
    isDefault: false,
    start,
    end,
  };
}

/** A string's own characters as an expression: as text, or as a literal if it is empty or has control characters in it. */
export function stringOf(text: string, start: number, end: number): Expression {
  const bytes = encodeUtf8(text);
  if (bytes === null) {
    return { kind: 'other', what: 'broken', message: LONE_SURROGATE, position: start, start, end };
  }
  const common = { kind: 'literal', bytes, isBytes: false, isDefault: false, start, end } as const;
  return text === '' || /\p{Cc}/u.test(text)
    ? { ...common, text: pythonRepr({ type: 'str', text }), form: 'literal' }
    : { ...common, text, form: 'text' };
}

function utf8(codes: readonly number[]): Uint8Array {
  return new TextEncoder().encode(codes.map((code) => String.fromCodePoint(code)).join(''));
}

/** A list, a tuple, or one expression in parentheses; null: not closed, or one comma too many. */
function readBrackets(source: string, start: number, depth: number): Expression | null {
  const isTuple = source.charAt(start) === '(';
  const closing = isTuple ? ')' : ']';
  const items: Expression[] = [];
  let hasComma = false;
  let at = skipBlank(source, start + 1, true);
  while (source.charAt(at) !== closing) {
    const item = readExpression(source, at, true, depth);
    if (item.end === at) return null;
    items.push(item);
    at = skipBlank(source, item.end, true);
    if (source.charAt(at) === ',') {
      hasComma = true;
      at = skipBlank(source, at + 1, true);
    } else if (source.charAt(at) !== closing) {
      return null;
    }
  }
  const end = at + 1;
  const [only] = items;
  if (isTuple && only && !hasComma) return { ...only, start, end };
  return { kind: 'list', isTuple, items, start, end };
}

function readConstant(source: string, start: number): OtherExpression | null {
  const constants = [
    [NONE, 'is None'],
    [TRUTH, 'is True or False, which Flask cannot sign with'],
    [NUMBER, 'is a number, which Flask cannot sign with'],
  ] as const;
  for (const [pattern, message] of constants) {
    const end = matchEnd(pattern, source, start);
    if (end > start) return { kind: 'other', what: 'constant', message, position: start, start, end };
  }
  return null;
}

/** The default literal of `os.environ.get(name, literal)`, `os.getenv(…)` or `… or literal`; null: none of these. */
function readDefault(source: string, start: number, lines: boolean, depth: number): Literal | null {
  const open = matchEnd(READS_ENVIRONMENT, source, start) - 1;
  if (open < start || depth >= MAX_NESTING) return null;
  const name = readExpression(source, open + 1, true, depth + 1);
  const comma = skipBlank(source, name.end, true);
  let value: Expression | null = null;
  let close = comma;
  if (source.charAt(comma) === ',') {
    const at = matchEnd(DEFAULT_NAME, source, skipBlank(source, comma + 1, true));
    value = readExpression(source, at, true, depth + 1);
    close = skipBlank(source, value.end, true);
  }
  if (source.charAt(close) !== ')') return null;
  const next = skipBlank(source, close + 1, lines);
  const afterOr = matchEnd(OR, source, next);
  let end = close + 1;
  if (value === null && afterOr > next) {
    value = readExpression(source, afterOr, lines, depth + 1);
    end = value.end;
  }
  return value?.kind === 'literal' ? { ...value, isDefault: true, start, end } : null;
}
