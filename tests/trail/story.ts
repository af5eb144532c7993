/** Tells what happened to cookies, entry by entry, for the tests of the trail. Test data only. */
import { type Cookie, sizeOf } from '../../src/cookies/index.ts';
import { type Value, write } from '../../src/session/index.ts';
import {
  type Diagnosis,
  diagnose,
  type Judge,
  lookWith,
  type Outcome,
  type TrailEntry,
  type TrailRequest,
  Trails,
} from '../../src/trail/index.ts';
import { aCookie } from '../cookies/cookie.ts';

/** Milliseconds since 1970: when every story begins. */
export const START = Date.UTC(2026, 10, 21, 1, 15);

export const str = (text: string): Value => ({ type: 'str', text });
export const int = (n: number): Value => ({ type: 'int', digits: String(n) });
export const list = (...items: Value[]): Value => ({ type: 'list', items });
export const dict = (entries: Record<string, Value>): Value => ({
  type: 'dict',
  entries: Object.entries(entries),
});

type Telling = {
  readonly payload?: Value;
  readonly key?: string;
  /** Seconds before the moment of the entry. */
  readonly age?: number;
  readonly outcome?: Outcome;
  readonly bytesOver?: number;
  readonly cookie?: Partial<Cookie>;
  readonly url?: string;
  readonly method?: string;
  /** Of the response; default: 200. */
  readonly status?: number;
  /** Default: not known. */
  readonly page?: string;
  readonly isCrossSite?: boolean;
  readonly isCrossOrigin?: boolean;
  /** Null: no response explains it. */
  readonly request?: null;
  readonly sent?: readonly string[] | null;
  /** Default: a page. */
  readonly isNavigation?: boolean;
  readonly isPreflight?: boolean;
  /** Default: where it carried some of this name. */
  readonly carriesCookies?: boolean;
  /** Default: where it was rejected. */
  readonly breaksRules?: boolean;
  /** Whole seconds by which it is recorded late. */
  readonly late?: number;
};

function requestOf(url: string, { method = 'GET', sent = null, ...more }: Telling): TrailRequest {
  const { status = 200, page = null, isCrossSite = false, isCrossOrigin = false, isNavigation = true } = more;
  const { carriesCookies = sent && sent.length > 0, isPreflight = false } = more;
  const origin = { isCrossSite, isCrossOrigin, isNavigation, isPreflight };
  return { method, url, status, page, ...origin, carriesCookies, sent };
}

/** Collects the entries of a story, a second apart. */
export class Story {
  readonly entries: TrailEntry[] = [];

  tell({ payload, key = 'dev', age = 0, outcome, bytesOver = 0, late = 0, ...more }: Telling): this {
    const time = START + (this.entries.length - late) * 1000;
    const url = more.url ?? 'http://localhost:5000/';
    const value = payload ? write(payload, new TextEncoder().encode(key), time / 1000 - age) : '';
    const cookie = aCookie({ domain: 'localhost', value, ...more.cookie });
    const first = this.entries.length === 0;
    this.entries.push({
      id: this.entries.length + 1,
      time,
      name: cookie.name,
      cookie,
      outcome: outcome ?? (payload ? (first ? 'stored' : 'replaced') : 'deleted'),
      breaksRules: more.breaksRules ?? outcome === 'rejected',
      bytesOver,
      bytes: sizeOf(cookie).total,
      request: more.request === null ? null : requestOf(url, more),
    });
    return this;
  }

  /** The value that the last entry carried. */
  get lastValue(): string {
    return this.entries.at(-1)?.cookie.value ?? '';
  }

  get trails(): Trails {
    const trails = new Trails();
    for (const entry of this.entries) trails.add(entry);
    return trails;
  }

  diagnoses(judge: Judge = unknowing): readonly Diagnosis[] {
    return diagnose(this.trails.sessions, lookWith(judge));
  }
}

/** No keys, and a server that keeps sessions for as long as anybody asks. */
export const unknowing: Judge = () => ({ signer: 'no-keys', clock: 'accepted', lifetimeFrom: 'default' });

/** The kinds of what is diagnosed, in its order. */
export const kinds = (story: Story, judge?: Judge): string[] =>
  story.diagnoses(judge).map(({ kind }) => kind);
