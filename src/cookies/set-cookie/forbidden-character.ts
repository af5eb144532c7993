/** Characters that make browsers reject a whole Set-Cookie header (RFC 6265bis section 5.6, step 1). Looks; parses nothing. */
import type { BrowserRules } from '../browser-rules.ts';
import type { ByteString } from '../header-text.ts';

/** A control character, and where it was found first. */
export type ForbiddenCharacter = {
  readonly where: 'name' | 'value' | 'attribute';
  /** 0 to 31, or 127. */
  readonly code: number;
};

/** A header in its parts, without the space around each. */
type Parts = {
  readonly name: ByteString;
  readonly value: ByteString;
  readonly attributes: readonly { readonly name: ByteString; readonly value: ByteString }[];
  /** The Path that counts. */
  readonly path: ByteString | null;
};

/** The first forbidden character of the name, the value, or any attribute, unknown ones too; null if there is none. */
export function findForbidden(parts: Parts, rules: BrowserRules): ForbiddenCharacter | null {
  const { name, value, attributes, path } = parts;
  const pattern = rules.forbidsTabs ? CONTROL : CONTROL_BESIDES_TAB;
  const code = (text: ByteString): number | null => pattern.exec(text)?.[0].charCodeAt(0) ?? null;
  const inName = code(name);
  if (inName !== null) return { where: 'name', code: inName };
  const inValue = code(value);
  if (inValue !== null) return { where: 'value', code: inValue };
  for (const attribute of attributes) {
    const inAttribute = code(attribute.name) ?? code(attribute.value);
    if (inAttribute !== null) return { where: 'attribute', code: inAttribute };
  }
  // Firefox allows tabs, but not in a path.
  return path?.startsWith('/') && path.includes('\t') ? { where: 'attribute', code: 9 } : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x1f\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_BESIDES_TAB = /[\0-\x08\n-\x1f\x7f]/;
