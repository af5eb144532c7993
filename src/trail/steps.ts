/** The trail of each session cookie: what happened to it, step by step. Pure; the caller says who signed a session and when it expires. */
import { type Cookie, cookieId, forgetOldest, type ServerClock, sizeOf } from '../cookies/index.ts';
import { type Difference, diff, type FlaskSession, read, type Value } from '../session/index.ts';
import type { Outcome, TrailEntry } from './entry.ts';
import { placeByTime } from './order.ts';

/** The most bytes of JSON read for each entry: thousands may be kept. */
const READ_LIMIT = 64 * 1024;
/** The most sessions kept decoded: as many as are examined together. Decoded, one may take a hundred times its size. */
const MOST_DECODED = 64;
/** Outcomes after which there is no cookie. */
const GONE: ReadonlySet<Outcome> = new Set(['deleted', 'deletes-nothing']);
const NOTHING: Value = { type: 'dict', entries: [] };
/** Which leave the jar as it was. */
const IDLE: ReadonlySet<Outcome> = new Set(['rejected', 'deletes-nothing']);

/** The verdict of the site's keys on a value's signature: the id of the key that signed it. */
export type Signer = { readonly keyId: string } | 'none-of-them' | 'no-keys';

/** What is known about a value apart from its content. */
export type Judgement = {
  readonly signer: Signer;
  /** Its state by the server's clock at a given time. */
  readonly clock: 'accepted' | 'expired' | 'future' | 'malformed';
  /** Where the lifetime used for that comes from. */
  readonly lifetimeFrom: ServerClock['source'];
};

/** Judges the value of an entry at a moment: `time` is in milliseconds since 1970. */
export type Judge = (entry: TrailEntry, time: number) => Judgement;

/** What the cookie held before a step: from an earlier entry, or as found before all entries. */
export type Before = Pick<TrailEntry, 'cookie' | 'outcome' | 'bytes'> & {
  /** The entry it comes from; null: none, and the time it was set is not known. */
  readonly entry: TrailEntry | null;
};

/** An entry of a session cookie. Its content is decoded on demand. */
export class Step {
  constructor(
    readonly entry: TrailEntry,
    /** The last entry that took effect before this one; null: not known, or none. */
    readonly before: Before | null,
    private readonly decode: (value: string) => FlaskSession | null,
  ) {}

  /** Null if the value is not a session: the cookie was deleted, or holds something else. */
  get session(): FlaskSession | null {
    return this.#sessionOf(this.entry);
  }

  /** The session that was set or removed, even if the cookie has been deleted since: some expire on arrival. */
  get told(): FlaskSession | null {
    return this.decode(this.entry.cookie.value);
  }

  /** The same for the previous content of the cookie. */
  get toldBefore(): FlaskSession | null {
    return this.before && this.decode(this.before.cookie.value);
  }

  /** What the cookie held before. */
  get sessionBefore(): FlaskSession | null {
    return this.before && this.#sessionOf(this.before);
  }

  /** What it changed against what was there before, which is nothing once that was deleted; null where either is no session. */
  get difference(): Difference | null {
    const { before, sessionBefore, session } = this;
    const former = before && GONE.has(before.outcome) ? NOTHING : sessionBefore?.payload;
    return former && session ? diff(former, session.payload) : null;
  }

  /** The growth of name + value in bytes; null if there was no cookie before, or is none now. */
  get growth(): number | null {
    const { entry, before } = this;
    if (!before || GONE.has(before.outcome) || GONE.has(entry.outcome)) return null;
    return entry.bytes - before.bytes;
  }

  /** Whether it changed what the jar holds, or may have. */
  get tookEffect(): boolean {
    return !IDLE.has(this.entry.outcome);
  }

  #sessionOf({ outcome, cookie }: Pick<TrailEntry, 'outcome' | 'cookie'>): FlaskSession | null {
    return GONE.has(outcome) ? null : this.decode(cookie.value);
  }
}

/** The earlier step that set what the request of this one carried; the last one, if the request is not shown. */
export function carriedBy({ entry }: Step, earlier: readonly Step[]): Step | null {
  if (!entry.request) return null;
  const { sent } = entry.request;
  // Of several, Werkzeug reads the first.
  const inForce = earlier.findLast(
    (step) => step.tookEffect && (!sent || sent[0] === step.entry.cookie.value),
  );
  return inForce ?? null;
}

/** The most sessions of those who came without any: what a server gives to everybody is in each. */
const MOST_BEGINNINGS = 4;

/** Sessions that a server began for requests without any, the first ones. */
export function beginningsIn(steps: readonly Step[]): readonly FlaskSession[] {
  const begun = steps.filter(({ entry: { request, outcome }, tookEffect }) => {
    const hadNone = request?.sent ? request.sent.length === 0 : outcome === 'stored';
    return request !== null && tookEffect && hadNone;
  });
  return begun.slice(0, MOST_BEGINNINGS).flatMap(({ session }) => session ?? []);
}

/** The steps of every cookie of a tab, by its identity (`cookieId` without the store), as they are reported. */
export class Trails {
  readonly #steps = new Map<string, Step[]>();
  readonly #decoded = new Map<string, FlaskSession | null>();
  readonly #sessions = new Set<string>();

  /**
   * Adds the next recorded entry. One recorded late (for example a response with a slow body) takes its place by its
   * time; the steps after it keep what they were compared with. The answer to a CORS preflight takes no place: it shows
   * nothing of what the browser does with the cookie.
   *
   * @param existing what was in the cookie's place, where that is known; counts where no entry tells of it
   * @param isId whether the value is the id of a session whose data are on the server
   */
  add(entry: TrailEntry, existing: Cookie | null = null, isId = false): Step {
    const id = trailId(entry.cookie);
    const steps = this.#steps.get(id) ?? [];
    const place = placeByTime(steps, entry.time, (step) => step.entry.time);
    const earlier = steps.findLast(({ tookEffect }, index) => index < place && tookEffect)?.entry;
    const before = earlier ? afterEntry(earlier) : existing && beforeAllEntries(existing);
    const step = new Step(entry, before, (value) => this.#decode(value));
    if (entry.request?.isPreflight) return step;
    steps.splice(place, 0, step);
    this.#steps.set(id, steps);
    if (isId || step.told) this.#sessions.add(id);
    return step;
  }

  /** Forgets an entry that turns out to have been recorded twice. Returns whether no other of its cookie came after it. */
  remove({ cookie, id }: TrailEntry): boolean {
    const trail = trailId(cookie);
    const steps = this.#steps.get(trail) ?? [];
    this.#replace(
      trail,
      steps.filter(({ entry }) => entry.id !== id),
    );
    return steps.at(-1)?.entry.id === id;
  }

  /** Forgets the entries whose id is below `oldest`. */
  drop(oldest: number): void {
    for (const [id, steps] of this.#steps) {
      if (steps.some(({ entry }) => entry.id < oldest)) {
        this.#replace(
          id,
          steps.filter(({ entry }) => entry.id >= oldest),
        );
      }
    }
  }

  #replace(id: string, kept: Step[]): void {
    if (kept.length > 0) {
      this.#steps.set(id, kept);
    } else {
      this.#steps.delete(id);
      this.#sessions.delete(id);
    }
  }

  /** The steps of the cookies that held a session at any time. */
  get sessions(): readonly (readonly Step[])[] {
    return Array.from(this.#sessions, (id) => this.#steps.get(id) ?? []);
  }

  #decode(value: string): FlaskSession | null {
    let session = this.#decoded.get(value);
    if (session === undefined) {
      session = sessionIn(value);
      this.#decoded.set(value, session);
      forgetOldest(this.#decoded, MOST_DECODED);
    }
    return session;
  }
}

function afterEntry(entry: TrailEntry): Before {
  const { cookie, outcome, bytes } = entry;
  return { cookie, outcome, bytes, entry };
}

function beforeAllEntries(cookie: Cookie): Before {
  return { cookie, outcome: 'stored', bytes: sizeOf(cookie).total, entry: null };
}

/** A tab has one store, whose name may not be known yet if the jar was not read. */
function trailId(cookie: Cookie): string {
  return cookieId({ ...cookie, storeId: '' });
}

function sessionIn(value: string): FlaskSession | null {
  const reading = read(value, READ_LIMIT);
  return reading.kind === 'flask-session' && reading.payload.type === 'dict' ? reading : null;
}
