/** The nearest miss in words: which mistake was made, and how to fix it. Texts only; it must never quote a key. */
import type { Alteration, Finding, Misreading } from '../../keys/index.ts';
import { FLASK_SIGNING, isSameSigning, type SigningParameters } from '../../session/index.ts';
import { DIGEST_NAMES } from './digests.ts';

/** Two sentences. */
export type Explanation = { readonly mistake: string; readonly remedy: string };

const MISREADINGS: Readonly<Record<Misreading, Explanation>> = {
  'newline-kept': {
    mistake: 'and a newline at its end',
    remedy:
      'The server reads SECRET_KEY from a file, newline included: strip it there, for example with .read().strip().',
  },
  'bom-kept': {
    mistake: 'and a byte order mark in front of it',
    remedy:
      'The server reads SECRET_KEY from a file that begins with one: save the file without it, or read it with the encoding utf-8-sig.',
  },
  'newline-removed': {
    mistake: 'without the newline at its end',
    remedy: 'The key you entered ends with a newline, which the server strips.',
  },
  'spaces-kept': {
    mistake: 'with spaces around it',
    remedy: 'They are part of the server’s SECRET_KEY: remove them where it is configured.',
  },
  'spaces-removed': {
    mistake: 'without the spaces around it',
    remedy: 'They are in the key you entered, but not in the server’s.',
  },
  'quotes-kept': {
    mistake: 'with the quotes around it',
    remedy:
      'They are part of the server’s SECRET_KEY, because some .env readers keep them: remove them there.',
  },
  'quotes-removed': {
    mistake: 'without the quotes around it',
    remedy: 'The server’s SECRET_KEY is the text between them.',
  },
  'escapes-kept': {
    mistake: 'with its escapes not interpreted',
    remedy:
      'The server reads a backslash as an ordinary character, as in a .env file or a raw literal: write the key there without escapes.',
  },
  'escapes-interpreted': {
    mistake: 'with its escapes interpreted',
    remedy: 'The server reads the key as a Python literal: choose that reading in Keys.',
  },
  'bytes-literal-as-text': {
    mistake: 'as the text of a bytes literal, with the b and the quotes',
    remedy: 'The server calls str() on bytes, or reads the literal as text: it must use the bytes.',
  },
  'hex-decoded': {
    mistake: 'decoded from hex',
    remedy: 'The server decodes it, for example with bytes.fromhex(); Flask itself does not.',
  },
  'hex-kept': {
    mistake: 'as hex text, not decoded',
    remedy: 'Flask uses a str as it is: the server does not decode it.',
  },
  'base64-decoded': {
    mistake: 'decoded from base64',
    remedy: 'The server decodes it, for example with base64.b64decode(); Flask itself does not.',
  },
  'base64-kept': {
    mistake: 'as base64 text, not decoded',
    remedy: 'Flask uses a str as it is: the server does not decode it.',
  },
  'latin-1': {
    mistake: 'encoded as Latin-1',
    remedy:
      'The server uses one byte for each character, as in a bytes literal; Flask encodes a str as UTF-8.',
  },
};

/** `keyName`: the user’s name for the key; `site`: the origin of the cookie; `own`: how that site signs. */
export function explainFinding(
  finding: Finding,
  keyName: string,
  site: string,
  own: SigningParameters,
): Explanation {
  switch (finding.mistake) {
    case 'reading': {
      const { mistake, remedy } = MISREADINGS[finding.misreading];
      const under = finding.parameters ? `, ${differences(finding.parameters, own)}` : '';
      return { mistake: `Signed with ${keyName} ${mistake}${under}.`, remedy };
    }
    case 'parameters': {
      const { parameters, knownAs } = finding;
      return {
        mistake: `Signed with ${keyName}, but ${differences(parameters, own)}${knownAs ? `, as ${knownAs}` : ''}.`,
        remedy: isSameSigning(parameters, FLASK_SIGNING)
          ? 'These are Flask’s defaults; this site’s settings in Keys differ.'
          : 'This is a custom session interface or another library: Flask has no setting for it.',
      };
    }
    case 'one-character':
      return {
        mistake: `Signed with a single character of ${keyName}.`,
        remedy:
          'SECRET_KEY_FALLBACKS is a string, which Python treats as a list of one-character keys: put the string in a list. Flask 3.1.0 signs with the last of them (CVE-2025-47278).',
      };
    case 'other-site':
      return otherSite(finding.origin, keyName, site);
  }
}

function otherSite(origin: string, keyName: string, site: string): Explanation {
  const [theirs, ours] = [new URL(origin), new URL(site)];
  const mistake = `Signed by ${origin} with its key ${keyName}.`;
  const remedy = 'Give each application its own SESSION_COOKIE_NAME.';
  return theirs.hostname === ours.hostname
    ? { mistake, remedy: `Cookies on ${ours.hostname} are shared by all ports. ${remedy}` }
    : { mistake, remedy: `Both sites receive the cookie, or both have this key. ${remedy}` };
}

/** The signing parameters that differ from the site’s own. */
function differences(found: SigningParameters, own: SigningParameters): string {
  return [
    found.salt === own.salt ? '' : `the salt “${found.salt}”`,
    found.keyDerivation === own.keyDerivation ? '' : `the key derivation ${found.keyDerivation}`,
    found.digest === own.digest ? '' : `the digest ${DIGEST_NAMES[found.digest]}`,
  ]
    .filter((part) => part !== '')
    .join(' and ')
    .replace(/^/, 'with ');
}

/** `keyName`: the key under which the session was accepted before. */
export function explainAlteration(alteration: Alteration, keyName: string): Explanation {
  switch (alteration.kind) {
    case 'changed-after-signing':
      return {
        mistake: `Changed after signing: it was accepted with ${keyName}; its ${alteration.part} changed since, but its signature did not.`,
        remedy: 'Something other than the server wrote the cookie.',
      };
    case 'signature-changed':
      return {
        mistake: `Its signature was changed or cut: the signed part was accepted with ${keyName} before.`,
        remedy: 'Something other than the server wrote the cookie.',
      };
    case 'signed-with-another-key':
      return {
        mistake: `Signed by another process${alteration.samePayload ? ', with the same payload' : ''}: the previous session was accepted with ${keyName}.`,
        remedy:
          'Several workers that each have their own random key do that, as does a restart with a new key: give all of them the same SECRET_KEY.',
      };
  }
}
