/** Judges the record as it arrives, in short tasks: the activity's code, loaded after the panel has appeared. */
import { batch, computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Dropped, RecordNews } from '../../../messaging/recording.ts';
import { type Diagnosis, diagnose, placeByTime } from '../../../trail/index.ts';
import { changedKeys } from '../../format/happenings.ts';
import type { Host } from '../../host.ts';
import type { SiteSettingsConcern } from '../site-settings.ts';
import { createLook, createLookAhead, type Signatures } from './judging.ts';
import { type Happening, Ledger, type Surroundings } from './ledger.ts';
import { inPortions } from './portions.ts';
import { ServerClocks, type ServerOffsets } from './server-clock.ts';

export { createSignatures } from './judging.ts';
export { matching, sameCookieAs } from './narrowing.ts';
export { isOwnChange } from './own-changes.ts';

/** The signals that show it. */
export type Shown = {
  readonly happenings: Signal<readonly Happening[]>;
  readonly serverOffsets: Signal<ServerOffsets>;
  readonly dropped: Signal<Dropped>;
  /** Why something could not be judged; the rest is still shown. */
  readonly failure: Signal<string | null>;
};

export type Followed = {
  /** Follow the record, the keys and the settings. */
  readonly diagnoses: ReadonlySignal<readonly Diagnosis[]>;
  /** The keys of the session that an entry changed, in one line; '' if it is not about a session. */
  changesOf(happening: Happening): string;
};

/** Follows the record from now on. */
export function followRecord(
  { recorder }: Pick<Host, 'recorder'>,
  surroundings: Surroundings,
  signatureOf: Signatures,
  settings: Pick<SiteSettingsConcern, 'of'>,
  { happenings, serverOffsets, dropped, failure }: Shown,
): Followed {
  const ledger = new Ledger(surroundings);
  const clocks = new ServerClocks();
  /** What has been judged; shown when nothing more is waiting. */
  let all: readonly Happening[] = [];
  /** By the entries' ids, oldest first. So many weak references would slow garbage collection down. */
  const changes = new Map<number, string>();
  const look = createLook(signatureOf, settings);
  const lookAhead = createLookAhead(look);

  const judge = ({ entries, oldest, jar }: RecordNews): void => {
    if (jar) ledger.begin(jar);
    // A change that a response explains is shown with the response.
    const explained = new Set(entries.map((entry) => entry.kind === 'set-cookie' && entry.explains));
    const before = all.filter(({ recorded }) => recorded.id >= oldest);
    if (before.length < all.length) ledger.drop(oldest);
    const judged = before.filter(({ recorded }) => !explained.has(recorded.id));
    all = judged;
    for (const id of changes.keys()) {
      if (id >= oldest) break;
      changes.delete(id);
    }
    for (const entry of entries) {
      const happening = ledger.add(entry);
      clocks.add(entry);
      judged.splice(
        placeByTime(judged, entry.time, ({ recorded }) => recorded.time),
        0,
        happening,
      );
      // It is decoded now; scrolling the list would decode it again.
      if (happening.kind !== 'unread' && happening.isSession)
        changes.set(entry.id, changedKeys(happening.step));
    }
  };

  const take = async (news: RecordNews, isLast: boolean): Promise<void> => {
    try {
      judge(news);
      if (isLast) await lookAhead(ledger.unwritten);
    } finally {
      if (isLast) {
        batch(() => {
          happenings.value = all;
          serverOffsets.value = clocks.offsets;
          dropped.value = news.dropped;
        });
      }
    }
  };
  const fail = (error: unknown): void => {
    failure.value = error instanceof Error ? error.message : String(error);
  };
  recorder.follow(inPortions(take, fail));

  const diagnoses = computed(() => {
    // The ledger is not a signal: it changes with the happenings.
    void happenings.value;
    try {
      return diagnose(ledger.unwritten, look);
    } catch {
      // The first pass reports the reason; the list is useful without diagnoses.
      return [];
    }
  });
  return { diagnoses, changesOf: ({ recorded }) => changes.get(recorded.id) ?? '' };
}
