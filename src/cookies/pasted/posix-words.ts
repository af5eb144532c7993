/** The words of commands as bash and other POSIX shells split them. It must expand nothing: what is not quoting is text. */
import { decodeUtf8, utf8Bytes } from '../header-text.ts';

const SPACE = /[ \t\r]+/y;
const JOINED_LINES = /\\\r?\n/y;
const END = /[\n;&|]/y;
const COMMENT = /#[^\n]*/y;
const PLAIN = /[^\s;&|\\'"$]+/y;
const SINGLE = /'([^']*)'?/y;
const DOUBLE = /"((?:[^"\\]|\\.)*)"?/sy;
const ANSI_C = /\$'((?:[^'\\]|\\.)*)'?/sy;
const ANY = /./sy;
const ESCAPED = /\\(.?)/sy;

/**
 * The commands of a text, each as its words: quotes taken away, also `$'…'` with its escapes; lines joined at a backslash.
 * `$` and backquotes are left as they are. A quote that is not closed ends with the text.
 */
export function posixCommands(text: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const take = (sticky: RegExp): RegExpExecArray | null => {
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (match) at = sticky.lastIndex;
    return match;
  };
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  while (at < text.length) {
    if (take(JOINED_LINES)) continue;
    if (take(SPACE)) endWord();
    else if (take(END)) {
      endWord();
      if (words.length > 0) commands.push(words);
      words = [];
    } else if (word === null && take(COMMENT)) continue;
    else word = (word ?? '') + part(take);
  }
  endWord();
  return words.length > 0 ? [...commands, words] : commands;
}

/** The next part of a word: something quoted, or plain text. */
function part(take: (sticky: RegExp) => RegExpExecArray | null): string {
  const plain = take(PLAIN);
  if (plain) return plain[0];
  const single = take(SINGLE);
  if (single) return single[1] ?? '';
  const double = take(DOUBLE);
  if (double) return (double[1] ?? '').replace(/\\(?:\r?\n|([\\"$`]))/g, '$1');
  const ansi = take(ANSI_C);
  if (ansi) return unescaped(ansi[1] ?? '');
  const escaped = take(ESCAPED);
  return escaped ? (escaped[1] ?? '') : (take(ANY)?.[0] ?? '');
}

// "ANSI-C Quoting", Bash Reference Manual 3.1.2.4
const ANSI_ESCAPE =
  /\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|c(.)|([abeEfnrtv\\'"?]))/gs;
const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What is between the quotes of `$'…'`; it ends at a null character, as in bash. */
function unescaped(inside: string): string {
  let bytes = '';
  let last = 0;
  for (const match of inside.matchAll(ANSI_ESCAPE)) {
    const [whole, hex, octal, short, long, control, letter] = match;
    bytes += utf8Bytes(inside.slice(last, match.index));
    last = match.index + whole.length;
    if (hex !== undefined) bytes += String.fromCharCode(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes += String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    else if (control !== undefined) bytes += String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f);
    else if (letter !== undefined) bytes += CONTROLS[letter] ?? letter;
    else bytes += utf8Bytes(characterOf(Number.parseInt(short ?? long ?? '', 16)));
  }
  bytes += utf8Bytes(inside.slice(last));
  const end = bytes.indexOf('\0');
  return decodeUtf8(end < 0 ? bytes : bytes.slice(0, end));
}

const characterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
