/** Cookies as texts to paste: what a real shell and a real curl make of them, whatever the cookie holds. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteForShell } from '../../src/cookies/copy.ts';
import { blankValue, cookieHeaderText, curlCommand } from '../../src/cookies/index.ts';

const SHELLS = ['/bin/sh', '/bin/bash'].filter(existsSync);
const URL = 'https://example.test/';

/** The arguments that a shell gives to a curl that is none. */
function argumentsIn(shell: string, commands: readonly string[]): string[][] {
  // Ends each argument with a null character, and each command with two.
  const script = `curl() { printf '%s\\0' "$@"; printf '\\0'; }\n${commands.join('\n')}\n`;
  const output = execFileSync(shell, ['-s'], { input: script, stdio: ['pipe', 'pipe', 'pipe'] }).toString();
  return output
    .split('\0\0')
    .slice(0, -1)
    .map((command) => command.split('\0'));
}

const HOSTILE = [
  "'",
  '"',
  '\\',
  '$(touch x)',
  '`id`',
  '; rm x',
  '\n',
  '!',
  '*',
  '~',
  '$HOME',
  "'\\''",
  '#',
  '|',
  '&',
  '>x',
  '\t',
  'é',
  '😀',
  ' ',
  '-',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join('').replaceAll('\0', ''));

describe.each(SHELLS)('in %s', (shell) => {
  it('a quoted text is one word, and the text', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 50 }), (texts) => {
        const words = texts.map((text) => `${text}.`);
        expect(argumentsIn(shell, [`curl ${words.map(quoteForShell).join(' ')}`])).toEqual([words]);
      }),
      { numRuns: 50 },
    );
  });

  it('no cookie breaks out of the command', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 20, maxLength: 50 }), (pairs) => {
        const cookies = pairs.map(([name, value]) => ({ name, value }));
        const commands = cookies.map((cookie) => curlCommand(cookie, `${URL}?q='${cookie.name}`));
        const given = cookies.filter((_, index) => commands[index] !== null);
        expect(
          argumentsIn(
            shell,
            commands.filter((command) => command !== null),
          ),
        ).toEqual(
          given.map((cookie) => {
            const url = `${URL}?q='${cookie.name}`;
            const glob = /[[\]{}]/.test(url) ? ['--globoff'] : [];
            return [...glob, '--header', cookieHeaderText(cookie), '--url', url];
          }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('curlCommand', () => {
  it('is short for an ordinary cookie', () => {
    expect(curlCommand({ name: 'session', value: 'eyJ.a.b' }, URL)).toBe(
      "curl --header 'Cookie: session=eyJ.a.b' --url 'https://example.test/'",
    );
  });

  it.each(['\n', '\r', '\x1b[201~', '\0', '\x7f'])(
    'there is none with the control character %j',
    (character) => {
      expect(curlCommand({ name: 'a', value: `b${character}` }, URL)).toBeNull();
      expect(curlCommand({ name: `a${character}`, value: 'b' }, URL)).toBeNull();
      expect(curlCommand({ name: 'a', value: 'b' }, `${URL}${character}`)).toBeNull();
    },
  );

  it('with a tab there is one', () => {
    expect(curlCommand({ name: 'a', value: 'b\tc' }, URL)).toContain('b\tc');
  });
});

it('cookieHeaderText gives a cookie without a name its value alone', () => {
  expect(cookieHeaderText({ name: 'a', value: '"b=c"' })).toBe('Cookie: a="b=c"');
  expect(cookieHeaderText({ name: '', value: 'b' })).toBe('Cookie: b');
});

describe('blankValue', () => {
  it.each([
    ['eyJhIjoxfQ.aaaaaa.bbbb', '<10>.<6>.<4>'],
    ['.eJw.aaaaaa.bbbb', '.<3>.<6>.<4>'],
    ['', ''],
    ['a b;c\n', '<6>'],
    ['...', '...'],
  ])('%j: %s', (value, blank) => expect(blankValue(value)).toBe(blank));

  it('lets nothing through', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(blankValue(value)).toMatch(/^(?:\.|<\d+>)*$/);
      }),
    );
  });
});
