/** Commands split into words: as the real bash does, and as the rules of cmd.exe say. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cmdCommands } from '../../../src/cookies/pasted/cmd-words.ts';
import { posixCommands } from '../../../src/cookies/pasted/posix-words.ts';

const BASH = '/bin/bash';

/** What bash hands to a program called `w`, command by command. */
function inBash(script: string): string[][] {
  const whole = `w() { [ $# -gt 0 ] && printf '%s\\0' "$@"; printf '\\1END\\1'; }\n${script}\n`;
  const output = execFileSync(BASH, ['-s'], {
    input: whole,
    env: { LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return output
    .toString()
    .split('\x01END\x01')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

const ours = (script: string): string[][] => posixCommands(script).map(([, ...words]) => words);

describe.skipIf(!existsSync(BASH))('beside bash', () => {
  it.each([
    String.raw`w 'a b'"c d"e\ f`,
    String.raw`w "a\"b\\c\$d\e\'" 'it'\''s' ''`,
    String.raw`w $'a\n\t\r\\\'\"\?\a\b\e\E\f\v' $'\x41\x4g\101\1011\18\u00e9\U1f600\u0021'`,
    String.raw`w $'\xc3\xa9é' $'\q\x\u' $'\cA\cz' $'a\0b'c`,
    'w a\\\nb \\\n  c "d\\\ne" \'f\\\ng\'',
    'w a; w b\nw c && w d',
    'w a#b # c\nw d',
    'w a$ "b$"',
    'w a\'\'b ""',
  ])('%s', (script) => expect(ours(script)).toEqual(inBash(script)));

  it('the words of random commands', () => {
    const pieces = fc.constantFrom(
      ...[
        "'a b'",
        '"c\\"d"',
        '"\\\\"',
        "$'\\x41\\u00e9\\n'",
        "$'\\'\\102'",
        '\\ ',
        '\\\\',
        ' ',
        '  ',
        'x',
        '=',
        "''",
        '\\\n',
        '-H',
        'x#',
        "'\n'",
        'é',
        ';w ',
        "\\'",
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.array(pieces), { minLength: 10, maxLength: 30 }), (commands) => {
        const script = commands.map((parts) => `w ${parts.join('')}`).join('\n');
        expect(ours(script)).toEqual(inBash(script));
      }),
      { numRuns: 60 },
    );
  });
});

describe('posixCommands', () => {
  it.each([
    ["a 'b c", [['a', 'b c']]],
    ['a "b', [['a', 'b']]],
    ["a $'b\\", [['a', 'b']]],
    ['a \\', [['a', '']]],
    ['a $(b) `c` $D', [['a', '$(b)', '`c`', '$D']]],
    ['a\r\nb\r\n', [['a'], ['b']]],
    ['', []],
    [' # only', []],
  ])('%j', (text, commands) => expect(posixCommands(text)).toEqual(commands));
});

describe('cmdCommands', () => {
  it.each<[string, string[][]]>([
    ['curl "a b" c', [['curl', 'a b', 'c']]],
    ['curl ^"a b^" ^\r\n  -H ^"x: y^" ^\n  z', [['curl', 'a b', '-H', 'x: y', 'z']]],
    ['^"a^\\^"b^\\^\\c^"', [['a"b\\c']]],
    ['"\\054\\\\\\"', [['\\054\\"']]],
    ['^"100^%^41^&^|^^^"', [['100%41&|^']]],
    ['"a"%"b" "c""d" "e\\"f" "g\\\\" h\\"i', [['a%b', 'c"d', 'e"f', 'g\\', 'h"i']]],
    ['"a^b" c^d', [['a^b', 'cd']]],
    ['a & b | c\nd', [['a'], ['b'], ['c'], ['d']]],
    ['^"a^\n\nb^"', [['a\nb']]],
    ['"" a\\\\b', [['', 'a\\\\b']]],
    ['"a&b', [['a&b']]],
    ['', []],
    ['a ^', [['a']]],
  ])('%j', (text, commands) => expect(cmdCommands(text)).toEqual(commands));

  it('gives back what was quoted for it', () => {
    // Backslashes and quotes for the C runtime first, then every special character with a caret for cmd.exe.
    const quoted = (text: string): string =>
      `"${text.replace(/[\\"]/g, '\\$&')}"`.replace(/[^\w\s]/g, '^$&').replace(/\n/g, '^\n\n');
    const text = fc
      .array(fc.constantFrom('a', ' ', '"', '\\', '%', '^', '&', '|', '=', '\n', '!', 'é', '\t'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (words) => {
        expect(cmdCommands(words.map(quoted).join(' '))).toEqual([words]);
      }),
      { numRuns: 1000 },
    );
  });
});
