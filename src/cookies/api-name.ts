/** A cookie's name as the browsers' cookies API tells and takes it, and as text. Asks no browser. */
import type { BrowserFamily } from './browser-rules.ts';
import { decodeUtf8, headerBytes, utf8Bytes } from './header-text.ts';

/**
 * The text of a name that the API told. Firefox tells a name's bytes, each as one character (and all else of a cookie as
 * text); Chromium the text. In both, what is not UTF-8 becomes U+FFFD.
 */
export function nameFromApi(told: string, browser: BrowserFamily): string {
  return browser === 'firefox' ? decodeUtf8(headerBytes(told, browser)) : told;
}

/** What the API must be given so that the browser stores this name, in UTF-8. A lone surrogate becomes U+FFFD. */
export function nameForApi(name: string, browser: BrowserFamily): string {
  return browser === 'firefox' ? utf8Bytes(name) : name;
}
