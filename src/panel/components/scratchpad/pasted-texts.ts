/** The Set-Cookie header that was pasted, as a text again. */
import { blankValue, type ParsedSetCookie } from '../../../cookies/index.ts';
import type { SetCookieTexts } from '../../format/bug-report.ts';

/**
 * The header with its attributes as they were, also those without effect. Of attributes that no browser knows only the
 * shape is in the blank one: the rest of a value with a semicolon in it looks like them.
 */
export function pastedTexts({ name, value, attributes }: ParsedSetCookie): SetCookieTexts {
  const written = attributes.map((attribute) => ({
    isKnown: attribute.known !== null,
    text: attribute.value === '' ? attribute.name : `${attribute.name}=${attribute.value}`,
  }));
  const pair = (shown: string): string => (name === '' ? shown : `${name}=${shown}`);
  return {
    text: [pair(value), ...written.map(({ text }) => text)].join('; '),
    blank: [
      pair(blankValue(value)),
      ...written.map(({ isKnown, text }) => (isKnown ? text : blankValue(text))),
    ].join('; '),
  };
}
