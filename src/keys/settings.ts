/** What a pasted file sets Flask's secret keys to, in any notation. It must not say what Flask does with that. */
import { type Assignment, findAssignments } from './assignment.ts';
import { type DotenvVariable, isInterpolated, readDotenv } from './dotenv.ts';
import { isSameKey, jsonInstead, readAsJson } from './json-expression.ts';
import { type Expression, type OtherExpression, stringOf } from './python-expression.ts';

export type Setting = {
  /** As written: `SECRET_KEY`, `secret_key`, `FLASK_SECRET_KEY_FALLBACKS`. */
  readonly name: string;
  readonly role: 'current' | 'fallback';
  /**
   * Flask's configuration itself; or an environment variable that the application's own code reads; or one with a
   * prefix, which `app.config.from_prefixed_env()` may read.
   */
  readonly place: 'configuration' | 'environment' | 'prefixed';
  readonly value: Expression;
  /** The line could be Python or from a .env file, and gives a different key in each. */
  readonly isAmbiguous: boolean;
  /** A comma follows that makes it a tuple, if it is a statement. */
  readonly endsInComma: boolean;
  readonly position: number;
};

export type Settings = {
  readonly notation: 'python' | 'json' | 'dotenv';
  readonly settings: readonly Setting[];
};

const VARIABLE = /^(?:[A-Z][A-Z0-9]*_)*SECRET_KEY(?:_FALLBACKS)?$/;
/** Flask's own names, and those with its default prefix. */
const FLASK_VARIABLE = /^(?:FLASK_)?SECRET_KEY/;
const LONGEST_NAME = 80;

/** The settings in a source whose lines end in "\n", in order; none in any other text. Never throws. */
export function findSettings(source: string): Settings {
  const assignments = findAssignments(source);
  const { variables, isDamaged } = readDotenv(source);
  const known = variables.filter(({ name }) => name.length <= LONGEST_NAME && VARIABLE.test(name));
  const ofFlask = known.filter(({ name }) => FLASK_VARIABLE.test(name));
  const dotenv = new Map(
    (ofFlask.length > 0 ? ofFlask : known).map((variable) => [variable.position, variable]),
  );
  // A call over several lines is full of names without values, unlike a .env file.
  const isClean = !isDamaged && variables.every(({ value }) => value !== null);
  const isPython = assignments.some(
    (each) => !dotenv.has(each.position) || looksLikePython(source, each, isClean),
  );
  return isPython
    ? pythonSettings(source, assignments, isClean ? dotenv : new Map())
    : dotenvSettings(assignments, dotenv);
}

function dotenvSettings(
  assignments: readonly Assignment[],
  dotenv: ReadonlyMap<number, DotenvVariable>,
): Settings {
  const python = new Map(assignments.map(({ position, value }) => [position, value]));
  const settings = Array.from(dotenv.values(), (variable): Setting => {
    const { name, position } = variable;
    const value = expressionOf(variable);
    const inPython = python.get(position);
    return {
      ...{ name, value, position, role: roleOf(name), place: placeOf(name, true) },
      isAmbiguous: inPython !== undefined && isPlainLiteral(inPython) && !isSameKey(inPython, value),
      endsInComma: false,
    };
  });
  return { notation: 'dotenv', settings };
}

function pythonSettings(
  source: string,
  assignments: readonly Assignment[],
  dotenv: ReadonlyMap<number, DotenvVariable>,
): Settings {
  const isJson = readAsJson(source, 0, source.length) !== null;
  const settings = assignments.map((assignment): Setting => {
    const { name, position, isEnvironment, isTight, endsInComma } = assignment;
    const value = isJson ? jsonInstead(source, assignment.value) : assignment.value;
    const line = isTight ? dotenv.get(position) : undefined;
    return {
      ...{ name, value, position, role: roleOf(name), place: placeOf(name, isEnvironment) },
      isAmbiguous: line !== undefined && isPlainLiteral(value) && !isSameKey(value, expressionOf(line)),
      endsInComma,
    };
  });
  return { notation: isJson ? 'json' : 'python', settings };
}

/**
 * For a line that both readings accept: most people write Python with spaces around "=", and .env files without.
 * @param isClean every line of the text could be from a .env file
 */
function looksLikePython(source: string, { value, isTight }: Assignment, isClean: boolean): boolean {
  const written = source.slice(value.start, value.end);
  if (value.kind === 'other' && value.what === 'code') {
    if (!isTight) return NAME.test(written) || EXPRESSION.test(written);
    const isArgument = ',)'.includes(source.charAt(value.end) || '\n');
    return DOTTED_CALL.test(written) || (!isClean && (isArgument || EXPRESSION.test(written)));
  }
  return !isTight || !isClean || (value.kind === 'literal' && !PLAIN_QUOTES.test(written));
}

const PLAIN_QUOTES = /^(?:'(?!'')|"(?!""))/;
const NAME = /^[a-z_]+(?:\.[a-z_]\w*)*$/i;
const DOTTED_CALL = /^(?:[a-z_]\w*\.)+[a-z_]\w*\s*[([]/i;
/** A call, a name followed by an operator, or something that starts with a string or a bracket. */
const EXPRESSION = /^(?:(?:[a-z_]\w*\.)*[a-z_]\w*\s*(?:[([]|or\b|if\b|[+%|])|[bfru]{0,2}['"]|[([{])/i;

function isPlainLiteral(value: Expression): boolean {
  return value.kind === 'literal' && !value.isDefault;
}

function roleOf(name: string): Setting['role'] {
  return name.endsWith('_FALLBACKS') ? 'fallback' : 'current';
}

function placeOf(name: string, isEnvironment: boolean): Setting['place'] {
  if (!isEnvironment) return 'configuration';
  return name.startsWith('SECRET_KEY') ? 'environment' : 'prefixed';
}

function expressionOf({ value, position }: DotenvVariable): Expression {
  const other = (what: OtherExpression['what'], message: string): Expression => ({
    ...{ kind: 'other', what, message, position, start: position, end: position },
  });
  if (value === null) return other('missing', 'has no value');
  if (isInterpolated(value)) {
    return other('code', 'is built from other variables, so its value is not known');
  }
  return stringOf(value, position, position);
}
