/** The Set-Cookie header that was pasted, with any value. */
import type { ParsedSetCookie } from '../../../cookies/index.ts';

/** Writes the header, without the field's name, for a value: its attributes as they were, also those without effect. */
export function setCookieWriter({ name, attributes }: ParsedSetCookie): (value: string) => string {
  const written = attributes.map((attribute) =>
    attribute.value === '' ? attribute.name : `${attribute.name}=${attribute.value}`,
  );
  return (value) => [name === '' ? value : `${name}=${value}`, ...written].join('; ');
}
