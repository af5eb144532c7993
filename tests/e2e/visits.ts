/** How the applications of `broken-apps/` are visited, and what the panel has to say then. Types, and a visit that many make; asserts nothing. */

/** Visits applications that are running, in one tab. */
export type Visitor = {
  /** Opens a page; resolves when each Set-Cookie of its is recorded. */
  open(path: string, server?: number): Promise<void>;
  /** The same on another host, which is another site. */
  openOn(host: string, path: string): Promise<void>;
  /** The same for requests that a page's script makes, all at once. */
  fetch(...paths: readonly string[]): Promise<void>;
  /** The same without credentials, one after the other. */
  fetchOmitting(...paths: readonly string[]): Promise<void>;
  /** The same for the form with that button. */
  submit(button: string): Promise<void>;
  /** Gives the panel the key that the application shows at `/key`. */
  takeKey(): Promise<void>;
  /** Tells the panel PERMANENT_SESSION_LIFETIME, in seconds. */
  setLifetime(seconds: number): Promise<void>;
  /** Resolves when so many seconds have passed since the last response. */
  pass(seconds: number): Promise<void>;
};

/** What the view shows of an entry: the last one whose row, and then whose detail, has to match. */
export type EntryShown = { readonly row: RegExp; readonly says: RegExp };

export type Visit = {
  readonly what: string;
  /** Applications by their file; each is started on a port of its own. */
  readonly apps: readonly string[];
  readonly host?: string;
  /** What was done before DevTools was opened. */
  readonly before?: (visitor: Visitor) => Promise<void>;
  readonly visit: (visitor: Visitor) => Promise<void>;
  /** What is said, and nothing else is. */
  readonly says: readonly RegExp[];
  /** What is said in Firefox, where that is something else. */
  readonly inFirefox?: readonly RegExp[];
  /** What is shown of single entries. */
  readonly entries?: readonly EntryShown[];
};

export const threeVisits = async ({ open }: Visitor): Promise<void> => {
  for (const page of ['/home', '/sale', '/about']) await open(page);
};
