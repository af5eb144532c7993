/** The recorder's access to the outside: the network, the jar, the time. Tests use fakes, the browser the real ones. Types only. */
import type { BrowserFamily } from '../cookies/index.ts';
import type { FoundCookies, JarChange, PageReading } from '../messaging/protocol.ts';
import type { Response } from './response.ts';

/** The inspected tab's network, as DevTools reports it. */
export type Network = {
  /** Finished responses, from now on. */
  onResponse(listener: (response: Response) => void): void;
  /** The page went to another address. */
  onNavigated(listener: (url: string) => void): void;
  /** The responses of the page in the browser's log now; null if that log must not be read. */
  readonly readLog: (() => Promise<Log>) | null;
};

export type Log = readonly Response[];

/** The browser's cookies, read through the background. */
export type Jar = {
  readPage(): Promise<PageReading>;
  findCookies(url: URL, names: readonly string[]): Promise<FoundCookies>;
  /** Changes in every store. */
  onChange(listener: (change: JarChange) => void): void;
};

export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
};

export type Surroundings = {
  readonly browser: BrowserFamily;
  readonly network: Network;
  readonly jar: Jar;
  readonly clock: Clock;
};
