/** The cookies that a curl command sends. It must not run it, nor open the files that it names. */
import { cmdCommands } from './cmd-words.ts';
import { posixCommands } from './posix-words.ts';

/** What curl commands say of cookies: `headers` as for `-H`, `cookies` as in a Cookie header, `files` read by curl. */
export type CurlCookies = {
  readonly headers: readonly string[];
  readonly cookies: readonly string[];
  readonly files: readonly string[];
};

/** The word of the first command, after whatever stands before it: a prompt, variables, `sudo`, the rest of a log's line. */
const CURL = /(?<![\w=-])curl(?:\.exe)?(?=[ \t^\\])/i;
const PROGRAM = /(?:^|[\\/>])curl(?:\.exe)?$/i;

/** Short options, the last of which takes an argument (curl(1)): the word's rest, or the next word. */
const SHORT = /^-[^AbcCdDeEFhHKmoPQrtTuUwxXyYz]*([AbcCdDeEFhHKmoPQrtTuUwxXyYz])(.*)$/s;
/** Long options whose argument may look like an option: what is posted. */
const POSTED = /^--(?:data(?:-\w+)?|json|form(?:-string)?|url-query)$/;

/** The cookies of the curl commands in a text; null if there is no such command. Linear. */
export function readCurl(text: string): CurlCookies | null {
  const first = text.search(CURL);
  if (first < 0) return null;
  const commands = text.slice(first);
  const found = { headers: [] as string[], cookies: [] as string[], files: [] as string[] };
  for (const words of isForCmd(commands) ? cmdCommands(commands) : posixCommands(commands)) {
    const start = words.findIndex((word) => PROGRAM.test(word));
    if (start < 0) continue;
    for (const [option, argument] of optionsOf(words.slice(start + 1))) {
      if (option === 'H') found.headers.push(argument);
      // What has no "=" is the name of a file (curl(1), --cookie).
      else if (argument.includes('=')) found.cookies.push(argument);
      else if (argument !== '') found.files.push(argument);
    }
  }
  return found;
}

/** Whether carets quote in it, of which POSIX shells know nothing: before a quote, or at a line's end. */
function isForCmd(text: string): boolean {
  const first = text.search(/['"]/);
  if (first < 0) return /\^\r?\n/.test(text);
  return text.charAt(first) === '"' && (text.charAt(first - 1) === '^' || /\^\r?\n/.test(text));
}

/** The options `-b` and `-H` with their arguments, in whichever way they are written. */
function optionsOf(words: readonly string[]): ['b' | 'H', string][] {
  const found: ['b' | 'H', string][] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('--')) {
      const [, name, joined] = /^--(cookie|header)(?:=(.*))?$/s.exec(word) ?? [];
      if (name !== undefined) found.push([name === 'cookie' ? 'b' : 'H', joined ?? words[++at] ?? '']);
      else if (POSTED.test(word)) at++;
    } else {
      const [, letter, joined] = SHORT.exec(word) ?? [];
      if (letter === undefined) continue;
      const argument = joined || (words[++at] ?? '');
      if (letter === 'b' || letter === 'H') found.push([letter, argument]);
    }
  }
  return found;
}
