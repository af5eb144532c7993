/** The record: the newest entries, limited in number and memory. Knows nothing about cookies or browsers. */
import type { Cookie } from '../cookies/index.ts';
import { isCookie } from '../messaging/jar-state.ts';
import type {
  CutText,
  Dropped,
  Entry,
  JarBefore,
  NewEntry,
  RecordNews,
  SetCookieEntry,
} from '../messaging/recording.ts';
import { EarlierJar } from './earlier-jar.ts';

/** The most entries kept. */
export const MOST_ENTRIES = 10_000;
/** The most bytes they may take, two for each UTF-16 unit. */
export const MOST_BYTES = 32 * 1024 * 1024;
/** About how many bytes of entries are read at a time; at least one entry. */
export const BYTES_AT_A_TIME = 1024 * 1024;

/** The bytes of an entry apart from its texts. */
const ENTRY_BYTES = 512;

type Slot = { readonly entry: Entry; readonly bytes: number };

export class CookieRecord {
  readonly #mostEntries: number;
  readonly #mostBytes: number;
  /** A ring buffer: ids grow by one, so an entry's index is its id modulo the length. */
  readonly #slots: (Slot | undefined)[];
  #oldest = 1;
  #next = 1;
  #bytes = 0;
  #dropped: Dropped = NOTHING_DROPPED;
  readonly #earlier = new EarlierJar();
  #listener: () => void = () => undefined;

  constructor({ mostEntries = MOST_ENTRIES, mostBytes = MOST_BYTES } = {}) {
    this.#mostEntries = mostEntries;
    this.#mostBytes = mostBytes;
    this.#slots = new Array<Slot | undefined>(mostEntries).fill(undefined);
  }

  /** Bytes that the entries take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What the jar holds when recording begins. */
  begin(cookies: readonly Cookie[]): void {
    this.#earlier.begin(cookies);
  }

  /** Takes constant time, apart from dropping entries. The new entry itself is always kept. Returns its id. */
  append(added: NewEntry): number {
    const entry: Entry = { ...added, id: this.#next };
    const bytes = bytesOf(entry);
    while (this.#oldest < this.#next && !this.#hasRoomFor(bytes)) this.#drop();
    this.#slots[entry.id % this.#mostEntries] = { entry, bytes };
    this.#bytes += bytes;
    this.#next++;
    this.#listener();
    return entry.id;
  }

  /** The entries after that id, at most about BYTES_AT_A_TIME. Takes time in what it returns, not in what there is. */
  read(after: number): { readonly news: RecordNews; readonly more: boolean } {
    const entries: Entry[] = [];
    let id = Math.max(after + 1, this.#oldest);
    for (let bytes = 0; id < this.#next && bytes < BYTES_AT_A_TIME; id++) {
      const slot = this.#slots[id % this.#mostEntries];
      if (!slot) continue;
      entries.push(slot.entry);
      bytes += slot.bytes;
    }
    const jar = after === 0 ? this.#earlier.cookies : null;
    return { news: { entries, oldest: this.#oldest, dropped: this.#dropped, jar }, more: id < this.#next };
  }

  /** Ids continue from where they were, so that a new entry is not mistaken for an old one. */
  clear(): void {
    for (let id = this.#oldest; id < this.#next; id++) {
      const slot = this.#slots[id % this.#mostEntries];
      if (slot) this.#earlier.pass(slot.entry);
    }
    this.#slots.fill(undefined);
    this.#oldest = this.#next;
    this.#bytes = 0;
    this.#dropped = NOTHING_DROPPED;
    this.#listener();
  }

  /** One listener: the channel to the panel. */
  onChanged(listener: () => void): void {
    this.#listener = listener;
  }

  #hasRoomFor(bytes: number): boolean {
    return this.#next - this.#oldest < this.#mostEntries && this.#bytes + bytes <= this.#mostBytes;
  }

  #drop(): void {
    const place = this.#oldest % this.#mostEntries;
    const slot = this.#slots[place];
    this.#slots[place] = undefined;
    this.#oldest++;
    if (!slot) return;
    this.#earlier.pass(slot.entry);
    this.#bytes -= slot.bytes;
    this.#dropped = { count: this.#dropped.count + 1, until: slot.entry.time };
  }
}

const NOTHING_DROPPED: Dropped = { count: 0, until: null };

function bytesOf(entry: Entry): number {
  return ENTRY_BYTES + 2 * textLengthOf(entry);
}

function textLengthOf(entry: Entry): number {
  if (entry.kind === 'change') return cookieLength(entry.cookie) + jarLength(entry.before);
  const { url, page, cookieHeader, method } = entry.request;
  const request = method.length + url.text.length + textLength(page) + textLength(cookieHeader);
  if (entry.kind === 'unread') return request;
  return request + entry.header.text.length + jarLength(entry.jar) + jarLength(entry.before);
}

function jarLength(state: SetCookieEntry['jar'] | JarBefore): number {
  return isCookie(state) ? cookieLength(state) : 0;
}

function textLength(cut: CutText | null): number {
  return cut === null ? 0 : cut.text.length;
}

function cookieLength({ name, value, domain, path }: Cookie): number {
  return name.length + value.length + domain.length + path.length;
}
