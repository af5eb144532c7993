/** Finds where Python source or JSON sets Flask's secret keys. Comments and strings must not mislead it, and it runs nothing. */
import { matchEnd, skipBlank, skipString } from '../session/index.ts';
import { type Expression, readExpression } from './python-expression.ts';

/** A setting and what it is set to; `position`: the index of its name. */
export type Assignment = {
  /** As written. */
  readonly name: string;
  readonly value: Expression;
  /** It is an environment variable: `os.environ['SECRET_KEY'] = …`. */
  readonly isEnvironment: boolean;
  /** There is no white space around its "=", as in a .env file. */
  readonly isTight: boolean;
  /** A comma follows it, outside of all brackets. */
  readonly endsInComma: boolean;
  readonly position: number;
};

const INTERESTING = /#|(?:\b[a-z]{1,2})?['"]|[()[\]{}]|[\p{L}\p{N}_]+/giu;
const NAME = /^(?:SECRET_KEY(?:_FALLBACKS)?|secret_key)$/;
/** Also the name of a variable that `app.config.from_prefixed_env()` reads. */
const QUOTED_NAME = /^['"]((?:[A-Z][A-Z0-9]*_)*SECRET_KEY(?:_FALLBACKS)?)['"]$/;
const ENVIRONMENT = /environ\s*\[\s*$/;
// An annotation may come before; "==" compares.
const EQUALS = /(?:[ \t]*:[^=\n#,()]{0,100})?[ \t]*=(?!=)/y;
const CLOSED_EQUALS = /\s*\][ \t]*=(?!=)/y;
const LONGEST_NAME = 80;
const COLON = /[ \t]*:/y;
/** Only these can precede a name that is set; a letter would make it `export NAME` or `global NAME`. */
const BEFORE_NAME = '\n(,.;:=>{*';

/** Every place in a source with "\n" line ends that sets a secret key or fallbacks, in order; never throws. */
export function findAssignments(source: string): Assignment[] {
  const found: Assignment[] = [];
  const tokens = new RegExp(INTERESTING);
  let depth = 0;
  for (let token = tokens.exec(source); token !== null; token = tokens.exec(source)) {
    const [text] = token;
    const at = token.index;
    if (text === '#') {
      tokens.lastIndex = skipBlank(source, at, false);
    } else if ('([{'.includes(text)) {
      depth++;
    } else if (')]}'.includes(text)) {
      depth = Math.max(0, depth - 1);
    } else {
      const isString = /['"]$/.test(text);
      const end = isString ? skipString(source, at) : tokens.lastIndex;
      const isKey = isString && matchEnd(CLOSED_EQUALS, source, end) > end;
      if (isKey) depth = Math.max(0, depth - 1);
      const assignment = isString
        ? setByText(source, at, end, isKey, depth > 0)
        : setByName(source, at, end, depth > 0);
      if (assignment) found.push(assignment);
      tokens.lastIndex = assignment ? assignment.value.end : isKey ? source.indexOf(']', end) + 1 : end;
    }
  }
  return found;
}

/** `SECRET_KEY = …`, as a statement or a keyword argument, and `app.secret_key = …`. */
function setByName(source: string, at: number, end: number, lines: boolean): Assignment | null {
  const name = source.slice(at, end);
  const afterEquals = matchEnd(EQUALS, source, end);
  if (!NAME.test(name) || afterEquals === end) return null;
  const before = lastBefore(source, at);
  if (!BEFORE_NAME.includes(before)) return null;
  const value = readExpression(source, afterEquals, lines);
  // Alone, or as an argument, it can be any variable.
  if (name === 'secret_key' && before !== '.' && (before !== '\n' || value.kind === 'other')) return null;
  const isTight = afterEquals === end + 1 && value.start === afterEquals;
  const endsInComma = !lines && !isTight && source.charAt(skipBlank(source, value.end, false)) === ',';
  return { name, value, isEnvironment: false, isTight, endsInComma, position: at };
}

/** `['SECRET_KEY'] = …` (`isKey`), and `'SECRET_KEY': …`, a member of a dict or of JSON. */
function setByText(
  source: string,
  at: number,
  end: number,
  isKey: boolean,
  lines: boolean,
): Assignment | null {
  const name = QUOTED_NAME.exec(source.slice(at, Math.min(end, at + LONGEST_NAME)))?.[1];
  const start = matchEnd(isKey ? CLOSED_EQUALS : COLON, source, end);
  if (name === undefined || start === end) return null;
  const isEnvironment =
    !NAME.test(name) || (isKey && ENVIRONMENT.test(source.slice(Math.max(0, at - LONGEST_NAME), at)));
  const value = readExpression(source, start, lines);
  const endsInComma = isKey && source.charAt(skipBlank(source, value.end, false)) === ',';
  return { name, value, isEnvironment, isTight: false, endsInComma, position: at + 1 };
}

/** The last non-blank character on the line, or "\n" if there is none. */
function lastBefore(source: string, at: number): string {
  let index = at - 1;
  while (index >= 0 && ' \t\f\ufeff'.includes(source.charAt(index))) index--;
  return index < 0 ? '\n' : source.charAt(index);
}
