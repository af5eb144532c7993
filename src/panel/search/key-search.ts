/** Trying keys off the panel's thread: what can be asked, and what comes back. Types only; the workers are in worker-search.ts. */
import type { Finding, PublishedKey, Question } from '../../keys/index.ts';
import type { SigningParameters } from '../../session/index.ts';

export type KeySearch = {
  /** The key that would have matched, and why it did not; null if nothing tried explains the signature. */
  nearestMiss(question: Question): Promise<Finding | null>;
  /** The published key that signed the text; null if none did. */
  publishedKey(text: string, parameters: SigningParameters): Promise<PublishedKey | null>;
  /** Tries every line of a file as a key. */
  tryList(list: ListToTry, onProgress: (progress: ListProgress) => void): ListSearch;
};

export type ListToTry = {
  /** One key per line, of any size: it is read piece by piece. */
  readonly file: Blob;
  readonly text: string;
  readonly parameters: SigningParameters;
};

export type ListProgress = {
  /** Bytes of the file. */
  readonly done: number;
  readonly total: number;
  readonly keysTried: number;
};

export type ListResult =
  /** `key`: the server's key; `line`: as in the file, read as UTF-8; null if it is not UTF-8. */
  | { readonly outcome: 'found'; readonly key: Uint8Array; readonly line: string | null }
  /** `skipped`: lines too long to be a key. */
  | { readonly outcome: 'not-found'; readonly keysTried: number; readonly skipped: number }
  | { readonly outcome: 'stopped'; readonly keysTried: number }
  /** The file could not be read; `message` is the browser's. */
  | { readonly outcome: 'failed'; readonly message: string };

export type ListSearch = {
  readonly result: Promise<ListResult>;
  /** Ends the search; the result is then 'stopped'. */
  stop(): void;
};
