/** The Set-Cookie header that was pasted, as a text again. */
import { blankValue, type ParsedSetCookie } from '../../../cookies/index.ts';
import type { SetCookieTexts } from '../../format/bug-report.ts';

/**
 * The header with its attributes as they were, including those without effect. The blank form shows only the shape of
 * unknown attributes, because the rest of a value that contains a semicolon looks like one.
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
