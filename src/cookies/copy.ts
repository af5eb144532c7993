/** A cookie as texts to paste elsewhere: a request header, a command. It must not run anything, nor know what the value holds. */
import type { Cookie } from './model.ts';

type Pair = Pick<Cookie, 'name' | 'value'>;

/** The Cookie header with this cookie alone, as browsers send it: without a name, the value stands by itself (RFC 6265bis, 5.8.3). */
export function cookieHeaderText({ name, value }: Pair): string {
  return `Cookie: ${name === '' ? value : `${name}=${value}`}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\n-\x1f\x7f]/;

/** Whether there is a control character in it, tabs apart: no browser sends one, and a terminal or a header ends at some. */
export function hasControl(text: string): boolean {
  return CONTROL.test(text);
}

/**
 * A command for a POSIX shell that requests a URL with this cookie; null if a control character is in it
 * (`hasControl`), which a terminal may obey. What is in the cookie and the URL stays an argument, whatever it holds. It is not safe
 * in cmd.exe or PowerShell, whose quoting is another.
 * @param url absolute
 */
export function curlCommand(cookie: Pair, url: string): string | null {
  const header = cookieHeaderText(cookie);
  if (hasControl(header + url)) return null;
  // Not -b, to which a text without "=" is a file's name. Of brackets in a URL curl would make several.
  const glob = /[[\]{}]/.test(url) ? '--globoff ' : '';
  return `curl ${glob}--header ${quoteForShell(header)} --url ${quoteForShell(url)}`;
}

/** A text as one word of a POSIX shell ("Single-Quotes", Shell Command Language, 2.2.2). */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Only the shape of a value: every run between its dots replaced by its length in characters, `<53>.<6>.<27>`. */
export function blankValue(value: string): string {
  return value.replace(/[^.]+/g, (run) => `<${run.length}>`);
}
