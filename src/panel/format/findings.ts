/** The nearest miss in words: which mistake was made, and what mends it. Texts only; it must never quote a key. */
import type { Alteration, Finding, Misreading } from '../../keys/index.ts';
import { FLASK_SIGNING, isSameSigning, type SigningParameters } from '../../session/index.ts';
import { DIGEST_NAMES } from './digests.ts';

/** `name`: how the user calls the key. Two sentences. */
export type Explanation = { readonly mistake: string; readonly remedy: string };

const MISREADINGS: Readonly<Record<Misreading, Explanation>> = {
  'newline-kept': {
    mistake: 'and a newline at its end',
    remedy:
      'The server reads SECRET_KEY from a file with its newline: strip it there, as by .read().strip().',
  },
  'bom-kept': {
    mistake: 'and a byte order mark in front of it',
    remedy:
      'The server reads SECRET_KEY from a file that begins with one: save it without, or read it with the encoding utf-8-sig.',
  },
  'newline-removed': {
    mistake: 'without the newline at its end',
    remedy: 'The server strips the newline that your text of the key ends in.',
  },
  'spaces-kept': {
    mistake: 'with spaces around it',
    remedy: 'They are part of the server’s SECRET_KEY: remove them where it is configured.',
  },
  'spaces-removed': {
    mistake: 'without the spaces around it',
    remedy: 'They are in your text of the key, not in the server’s.',
  },
  'quotes-kept': {
    mistake: 'with the quotes around it',
    remedy:
      'They are part of the server’s SECRET_KEY, as some readers of .env files leave them: remove them there.',
  },
  'quotes-removed': {
    mistake: 'without the quotes around it',
    remedy: 'The server’s SECRET_KEY is what stands between them.',
  },
  'escapes-kept': {
    mistake: 'with its escapes as they are written',
    remedy:
      'To the server a backslash is a character, as in a .env file or a raw literal: write the key without escapes there.',
  },
  'escapes-interpreted': {
    mistake: 'with its escapes interpreted',
    remedy: 'The server reads the key as a Python literal: have it read so here.',
  },
  'bytes-literal-as-text': {
    mistake: 'as the text of a bytes literal, with the b and the quotes',
    remedy: 'The server calls str() on bytes, or reads the literal as text: it must use the bytes.',
  },
  'hex-decoded': {
    mistake: 'decoded from hex',
    remedy: 'The server decodes it, as by bytes.fromhex(); Flask by itself does not.',
  },
  'hex-kept': {
    mistake: 'as the hex digits that it is written in',
    remedy: 'Flask uses a str as it stands: the server does not decode it.',
  },
  'base64-decoded': {
    mistake: 'decoded from base64',
    remedy: 'The server decodes it, as by base64.b64decode(); Flask by itself does not.',
  },
  'base64-kept': {
    mistake: 'as the base64 that it is written in',
    remedy: 'Flask uses a str as it stands: the server does not decode it.',
  },
  'latin-1': {
    mistake: 'in Latin-1',
    remedy:
      'The server has one byte for each character, as a bytes literal has; Flask encodes a str as UTF-8.',
  },
};

/** `keyName`: how the user calls the key; `site`: the origin of the cookie, `own`: how that site signs. */
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
          ? 'That is how Flask signs by itself: the settings of this site here are not.'
          : 'That is a custom session interface, or another library: Flask has no setting for it.',
      };
    }
    case 'one-character':
      return {
        mistake: `Signed with a single character of ${keyName}.`,
        remedy:
          'SECRET_KEY_FALLBACKS was given a string, which Python takes for a list of one-character keys: put the string in a list. Flask 3.1.0 signs with the last of them (CVE-2025-47278).',
      };
    case 'other-site':
      return otherSite(finding.origin, keyName, site);
  }
}

function otherSite(origin: string, keyName: string, site: string): Explanation {
  const [theirs, ours] = [new URL(origin), new URL(site)];
  const mistake = `Signed by ${origin} with its key ${keyName}.`;
  const remedy = 'Give each application a SESSION_COOKIE_NAME of its own.';
  return theirs.hostname === ours.hostname
    ? { mistake, remedy: `Cookies on ${ours.hostname} are shared by all ports. ${remedy}` }
    : { mistake, remedy: `Both sites receive the cookie, or both have this key. ${remedy}` };
}

/** What of the signing parameters is not as the site has it. */
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
        mistake: `Changed after signing: it was accepted with ${keyName}, and now its ${alteration.part} is another, under the same signature.`,
        remedy: 'Something other than the server wrote the cookie.',
      };
    case 'signature-changed':
      return {
        mistake: `Its signature was changed or cut: what it signs was accepted with ${keyName}.`,
        remedy: 'Something other than the server wrote the cookie.',
      };
    case 'signed-with-another-key':
      return {
        mistake: `Signed by another process${alteration.samePayload ? ', with the same payload' : ''}: the session before it was accepted with ${keyName}.`,
        remedy:
          'Several workers, each with a random key of its own, do that, as does a restart with a new one: give all the same SECRET_KEY.',
      };
  }
}
