/** What a search for the key that has signed a cookie is asked, and what it can find. Types only. */
import type { SigningParameters } from '../session/index.ts';
import type { SecretKey } from './secret-key.ts';

/** A secret key of a site, as the search knows it: `id` is how the asker knows it again. */
export type CandidateKey = SecretKey & { readonly id: string };

/** A site's `SECRET_KEY`, then its fallbacks, and how it signs. */
export type CandidateSite = {
  readonly origin: string;
  readonly keys: readonly CandidateKey[];
  readonly parameters: SigningParameters;
};

/** A signed text that none of its site's keys has signed, and everything that could explain it. */
export type Question = {
  /** The cookie's value. */
  readonly text: string;
  readonly site: CandidateSite;
  /** Every other site with keys. */
  readonly others: readonly CandidateSite[];
};

/** How the server's key differs from what the user's text was read as. Each is the server's doing. */
export type Misreading =
  | 'newline-kept' // the server's key ends in the newline of the file that it was read from
  | 'bom-kept' // it begins with the byte order mark of the file that it was read from
  | 'newline-removed' // the user's text ends in a newline, the server's key does not
  | 'spaces-kept'
  | 'spaces-removed'
  | 'quotes-kept' // the quotes around it are part of the server's key, as `.env` loaders and shells may leave them
  | 'quotes-removed'
  | 'escapes-kept' // `\n` is two characters to the server
  | 'escapes-interpreted'
  | 'bytes-literal-as-text' // `str(b'…')`: the letter b and the quotes are part of the server's key
  | 'hex-decoded'
  | 'hex-kept' // the server uses the digits as text
  | 'base64-decoded'
  | 'base64-kept'
  | 'latin-1'; // the server has one byte for each character

/** The nearest miss: a key that has signed the text, and the one mistake that makes the site refuse it. */
export type Finding =
  /** A key of the site, read in another way. `parameters` are given only if they differ from the site's as well. */
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
  /** One character of a key of the site: a text given as `SECRET_KEY_FALLBACKS` is a list of characters to Python. */
  | { readonly mistake: 'one-character'; readonly keyId: string; readonly character: string }
  /** A key of another site, under that site's parameters. */
  | { readonly mistake: 'other-site'; readonly keyId: string; readonly origin: string };

/** A key that anyone can know. */
export type PublishedKey = {
  /** As a Python literal: what to look for in one's own configuration. */
  readonly literal: string;
  readonly bytes: Uint8Array;
  /** Where it is printed, such as "Flask’s documentation, Quickstart"; null: it is merely the first thing anyone tries. */
  readonly source: { readonly title: string; readonly url: string } | null;
};
