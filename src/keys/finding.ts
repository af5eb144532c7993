/** The question and the possible answers of a search for the key that signed a cookie. Types only. */
import type { SigningParameters } from '../session/index.ts';
import type { SecretKey } from './secret-key.ts';

/** A secret key of a site for the search; `id` identifies it to the caller. */
export type CandidateKey = SecretKey & { readonly id: string };

/** A site's `SECRET_KEY`, then its fallbacks, and how it signs. */
export type CandidateSite = {
  readonly origin: string;
  readonly keys: readonly CandidateKey[];
  readonly parameters: SigningParameters;
};

/** A signed text that was not signed with any of its site's keys, and everything that could explain it. */
export type Question = {
  /** The cookie's value. */
  readonly text: string;
  readonly site: CandidateSite;
  /** Every other site with keys. */
  readonly others: readonly CandidateSite[];
};

/** How the server's key differs from the user's key. Each describes what the server does. */
export type Misreading =
  | 'newline-kept' // the server's key ends in the newline of the file that it was read from
  | 'bom-kept' // it begins with the byte order mark of the file that it was read from
  | 'newline-removed' // the user's text ends in a newline, the server's key does not
  | 'spaces-kept'
  | 'spaces-removed'
  | 'quotes-kept' // the quotes around it are part of the server's key, as `.env` loaders and shells may leave them
  | 'quotes-removed'
  | 'escapes-kept' // the server reads `\n` as two characters
  | 'escapes-interpreted'
  | 'bytes-literal-as-text' // `str(b'…')`: the letter b and the quotes are part of the server's key
  | 'hex-decoded'
  | 'hex-kept' // the server uses the digits as text
  | 'base64-decoded'
  | 'base64-kept'
  | 'latin-1'; // the server has one byte for each character

/** The nearest miss: a key that signed the text, and the one mistake that makes the site refuse it. */
export type Finding =
  /** A key of the site, read in another way. `parameters` are given only if they also differ from the site's. */
  | {
      readonly mistake: 'reading';
      readonly keyId: string;
      readonly misreading: Misreading;
      /** The server's key. */
      readonly bytes: Uint8Array;
      readonly parameters: SigningParameters | null;
    }
  /** A key of the site, under other signing parameters; `knownAs`: whose defaults they are, such as "Flask-WTF’s CSRF token". */
  | {
      readonly mistake: 'parameters';
      readonly keyId: string;
      readonly parameters: SigningParameters;
      readonly knownAs: string | null;
    }
  /** One character of a key of the site: Python treats a string in `SECRET_KEY_FALLBACKS` as a list of characters. */
  | { readonly mistake: 'one-character'; readonly keyId: string; readonly character: string }
  /** A key of another site, under that site's parameters. */
  | { readonly mistake: 'other-site'; readonly keyId: string; readonly origin: string };

/** A key that anyone can know. */
export type PublishedKey = {
  /** As a Python literal, as it would appear in a configuration. */
  readonly literal: string;
  readonly bytes: Uint8Array;
  /**
   * Where it is printed, such as "Flask’s documentation, Quickstart"; null: it is only one of the first keys an
   * attacker tries.
   */
  readonly source: { readonly title: string; readonly url: string } | null;
};
