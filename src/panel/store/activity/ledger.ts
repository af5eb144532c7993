/** The record of the tab's cookies, judged as it arrives: what happened to each Set-Cookie. No signals, no words. */
import {
  BROWSER_LIMIT,
  type BrowserFamily,
  type Cookie,
  domainMatches,
  forgetOldest,
  KnownJar,
  parseSetCookie,
  sizeOf,
} from '../../../cookies/index.ts';
import { isCookie } from '../../../messaging/jar-state.ts';
import type { ChangeEntry, CutText, Entry, SetCookieEntry } from '../../../messaging/recording.ts';
import { read, readServerSide } from '../../../session/index.ts';
import { type Outcome, type Step, type TrailEntry, Trails } from '../../../trail/index.ts';
import { type HeaderJudgement, judgeHeader } from './judge-header.ts';
import { isPreflight, requestOf } from './trail-request.ts';

/** Bytes of JSON that are read to tell whether a header sets a session, or when it was signed. */
export const GLANCE = 1024;

/** The most changes kept that a response may explain later, the last ones. */
const MOST_CHANGES = 1000;

/** An entry of the record, judged. */
export type Happening =
  | ({
      readonly kind: 'set-cookie';
      readonly recorded: SetCookieEntry;
      readonly isSession: boolean;
      readonly step: Step;
    } & Omit<HeaderJudgement, 'cookie'>)
  | {
      readonly kind: 'change';
      readonly recorded: ChangeEntry;
      readonly outcome: Outcome;
      /** Whether it holds a session, or did before: known without decoding it again. */
      readonly isSession: boolean;
      /** Whether the panel itself wrote it. */
      readonly isOwn: boolean;
      readonly step: Step;
    }
  /** A redirect whose headers the browser did not show. */
  | { readonly kind: 'unread'; readonly recorded: Extract<Entry, { kind: 'unread' }> };

/** A happening that can be judged. */
export type Judged = Exclude<Happening, { kind: 'unread' }>;

/** Where the record comes from. */
export type Surroundings = {
  readonly browser: BrowserFamily;
  /** The store of the tab's cookies; '' if it is not known. */
  storeId(): string;
  /** `SESSION_COOKIE_NAME` of an origin. */
  sessionNameOf(origin: string): string;
  /** Whether the panel itself made a change. */
  isOwn(change: ChangeEntry): boolean;
};

export class Ledger {
  readonly #surroundings: Surroundings;
  readonly #jar = new KnownJar();
  readonly #trails = new Trails();
  /** The last changes without a response, by id, and what they replaced: a response may still explain them. */
  readonly #changes = new Map<number, { readonly entry: TrailEntry; readonly before: Cookie | null }>();
  /** Ids of the panel's own changes. */
  readonly #own = new Set<number>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** What the jar held before all entries; may be told later, of cookies that none is about. */
  begin(jar: readonly Cookie[]): void {
    for (const cookie of jar) this.#jar.set(cookie);
  }

  /** The steps of every cookie that held a session. */
  get sessions(): readonly (readonly Step[])[] {
    return this.#trails.sessions;
  }

  /** The same since the panel last wrote the cookie: neither that nor what it replaced was caused by the application. */
  get unwritten(): readonly (readonly Step[])[] {
    if (this.#own.size === 0) return this.sessions;
    return this.sessions
      .map((steps) => steps.slice(steps.findLastIndex(({ entry }) => this.#own.has(entry.id)) + 1))
      .filter((steps) => steps.length > 0);
  }

  /** Judges the next entry of the record. */
  add(entry: Entry): Happening {
    switch (entry.kind) {
      case 'set-cookie':
        return isJudgeable(entry.request.url)
          ? this.#addSetCookie(entry)
          : { kind: 'unread', recorded: { ...entry, kind: 'unread' } };
      case 'change':
        return this.#addChange(entry);
      case 'unread':
        return { kind: 'unread', recorded: entry };
    }
  }

  /** Forgets the entries whose id is below `oldest`. */
  drop(oldest: number): void {
    this.#trails.drop(oldest);
    for (const id of this.#own) if (id < oldest) this.#own.delete(id);
  }

  #addSetCookie(recorded: SetCookieEntry): Happening {
    // The request that a preflight prepares follows at once: what the jar holds is of that one.
    const entry: SetCookieEntry = isPreflight(recorded)
      ? { ...recorded, jar: 'unknown', before: 'unknown' }
      : recorded;
    const restore = entry.explains === null ? null : this.#undo(entry.explains);
    this.#learn(entry);
    const url = new URL(entry.request.url.text);
    const { prediction, comparison, outcome, cookie } = this.#judge(entry, url);
    this.#remember(cookie, entry.jar, outcome);
    const bytes = prediction.parsed.size.nameAndValue;
    const told: TrailEntry = {
      id: entry.id,
      time: entry.time,
      name: cookie.name,
      cookie,
      outcome,
      breaksRules: prediction.outcome === 'rejected',
      bytes,
      bytesOver: Math.max(0, bytes - BROWSER_LIMIT),
      request: requestOf(entry, url, cookie.name),
    };
    const step = this.#trails.add(told, prediction.previous, this.#isId(cookie, url.origin));
    restore?.();
    return {
      kind: 'set-cookie',
      recorded,
      prediction,
      outcome,
      comparison,
      isSession: isAboutSession(step) || this.#isAboutId(step, url.origin) || this.#missesSession(step),
      step,
    };
  }

  #judge(entry: SetCookieEntry, url: URL): HeaderJudgement {
    const { browser, storeId, sessionNameOf } = this.#surroundings;
    const { name, value } = parseSetCookie(entry.header.text, browser);
    // A cookie in the jar afterwards that this header did not cause was there before.
    if (isCookie(entry.jar) && entry.jar.value !== value) this.#jar.set(entry.jar);
    return judgeHeader(entry, {
      url,
      browser,
      storeId: storeId(),
      existing: this.#jar.named(name).filter((cookie) => domainMatches(cookie, url.hostname)),
      isSession:
        name === sessionNameOf(url.origin) ||
        read(value, GLANCE).kind === 'flask-session' ||
        readServerSide(value, false) !== null,
    });
  }

  /** Whether it is the id of a session whose data are on the server. One without a signature is so by its name only. */
  #isId({ name, value }: Cookie, origin: string): boolean {
    return readServerSide(value, name === this.#surroundings.sessionNameOf(origin)) !== null;
  }

  #isAboutId({ entry, before }: Step, origin: string): boolean {
    return (
      this.#isId(entry.cookie, origin) ||
      (entry.outcome === 'deleted' && before !== null && this.#isId(before.cookie, origin))
    );
  }

  /** Whether it was to delete a session, and looked for it in another place. */
  #missesSession({ entry: { outcome, name, request } }: Step): boolean {
    if (outcome !== 'deletes-nothing' || !request) return false;
    const isExpected = name === this.#surroundings.sessionNameOf(new URL(request.url).origin);
    return isExpected || this.sessions.some(([first]) => first?.entry.name === name);
  }

  /** What the browser reported about the cookie's place before. */
  #learn({ before, jar }: SetCookieEntry): void {
    if (isCookie(before)) this.#jar.set(before);
    else if (before === null && isCookie(jar)) this.#jar.delete(jar);
  }

  #remember(cookie: Cookie, found: SetCookieEntry['jar'], outcome: Outcome): void {
    if (isCookie(found)) this.#jar.set(found);
    else if (found === null || outcome === 'deleted') this.#jar.delete(cookie);
    else if (outcome === 'stored' || outcome === 'replaced') this.#jar.set(cookie);
  }

  /**
   * Undoes the effect of a change that the Set-Cookie judged next has caused. That may be reported long after it was
   * received: the returned function, if any, restores what others have done to the cookie since.
   */
  #undo(id: number): (() => void) | null {
    const change = this.#changes.get(id);
    if (!change) return null;
    this.#changes.delete(id);
    this.#own.delete(id);
    const { cookie } = change.entry;
    const present = this.#jar.inPlaceOf(cookie);
    const isLast = this.#trails.remove(change.entry);
    this.#put(cookie, change.before);
    return isLast ? null : () => this.#put(cookie, present);
  }

  #put(place: Cookie, cookie: Cookie | null): void {
    if (cookie) this.#jar.set(cookie);
    else this.#jar.delete(place);
  }

  #addChange(entry: ChangeEntry): Happening {
    const { cookie, removed } = entry;
    const before =
      entry.before === 'told' || entry.before === 'unknown' ? this.#jar.inPlaceOf(cookie) : entry.before;
    const isReplaced = before !== null || entry.before === 'unknown';
    const outcome: Outcome = removed ? 'deleted' : isReplaced ? 'replaced' : 'stored';
    if (removed) this.#jar.delete(cookie);
    else this.#jar.set(cookie);
    const trailEntry: TrailEntry = {
      id: entry.id,
      time: entry.time,
      name: cookie.name,
      cookie,
      outcome,
      breaksRules: false,
      bytes: sizeOf(cookie).total,
      bytesOver: 0,
      request: null,
    };
    const step = this.#trails.add(trailEntry, before);
    this.#changes.set(entry.id, { entry: trailEntry, before });
    forgetOldest(this.#changes, MOST_CHANGES);
    const isOwn = this.#surroundings.isOwn(entry);
    if (isOwn) this.#own.add(entry.id);
    return { kind: 'change', recorded: entry, outcome, isSession: isAboutSession(step), isOwn, step };
  }
}

/** Whether host and path are complete although the URL was cut. */
function isJudgeable({ text, length }: CutText): boolean {
  return URL.canParse(text) && (text.length === length || text.includes('?'));
}

/** Deleting a session is about a session too. */
function isAboutSession(step: Step): boolean {
  return step.told !== null || (step.entry.outcome === 'deleted' && step.sessionBefore !== null);
}
