/** The words of commands as Windows splits them: first cmd.exe, then the program itself. It must expand no variables. */

/**
 * The commands of a text, each as its words. cmd.exe takes away the carets (one at a line's end joins the next line, of which
 * it makes the first character an ordinary one) and ends a command at `&`, `|` and the line's end; the C runtime then
 * splits at spaces and takes away quotes and the backslashes before them. Within quotes two backslashes are always read as
 * one, for browsers that copy a command double them all; the C runtime would do so before a quote only.
 */
export function cmdCommands(text: string): string[][] {
  return commandLines(text)
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

const CARET = /\^(?:\r?\n)?(\r?\n|.?)/sy;

function commandLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  let quoted = false;
  for (let at = 0; at < text.length; ) {
    CARET.lastIndex = at;
    const caret = quoted ? null : CARET.exec(text);
    const character = text.charAt(at);
    if (caret) {
      line += caret[1] ?? '';
      at = CARET.lastIndex;
      continue;
    }
    if (character === '"') quoted = !quoted;
    if (character === '\n' || (!quoted && (character === '&' || character === '|'))) {
      lines.push(line);
      line = '';
      quoted = false;
    } else line += character;
    at++;
  }
  return [...lines, line];
}

const BACKSLASHES = /(\\+)("?)/y;

/** "Parsing C command-line arguments", Microsoft C documentation. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    BACKSLASHES.lastIndex = at;
    const [run, backslashes = '', quote] = BACKSLASHES.exec(line) ?? [];
    if (run !== undefined) {
      const isEscaped = quote !== '' && backslashes.length % 2 === 1;
      const half = backslashes.length / 2;
      if (quote !== '') word = (word ?? '') + '\\'.repeat(Math.floor(half)) + (isEscaped ? '"' : '');
      else word = (word ?? '') + (quoted ? '\\'.repeat(Math.ceil(half)) : run);
      at += backslashes.length + (isEscaped ? 0 : -1);
    } else if (character === '"') {
      // Within quotes two of them are one that is meant.
      if (quoted && line.charAt(at + 1) === '"') {
        word = `${word ?? ''}"`;
        at++;
      } else {
        quoted = !quoted;
        word ??= '';
      }
    } else if (!quoted && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  return word === null ? words : [...words, word];
}
