/** Judges the record as it is told, in short tasks: all that the activity needs of code, loaded after the panel is there. */
import { batch, computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Dropped, RecordNews } from '../../../messaging/recording.ts';
import { type Diagnosis, diagnose, placeByTime } from '../../../trail/index.ts';
import { changedKeys } from '../../format/happenings.ts';
import type { Host } from '../../host.ts';
import type { SiteSettingsConcern } from '../site-settings.ts';
import { createLook, createLookAhead, type Signatures } from './judging.ts';
import { type Happening, Ledger, type Surroundings } from './ledger.ts';
import { inPortions } from './portions.ts';

export { createSignatures } from './judging.ts';
export { matching, sameCookieAs } from './narrowing.ts';
export { isOwnChange } from './own-changes.ts';

/** Where it is shown. */
export type Shown = {
  readonly happenings: Signal<readonly Happening[]>;
  readonly dropped: Signal<Dropped>;
  /** Why something could not be judged; the rest is shown all the same. */
  readonly failure: Signal<string | null>;
};

export type Followed = {
  /** Follow the record, the keys and the settings. */
  readonly diagnoses: ReadonlySignal<readonly Diagnosis[]>;
  /** Which keys of the session an entry changed, in one line; '' where it is about none. */
  changesOf(happening: Happening): string;
};

/** Follows the record from now on. */
export function followRecord(
  { recorder }: Pick<Host, 'recorder'>,
  surroundings: Surroundings,
  signatureOf: Signatures,
  settings: Pick<SiteSettingsConcern, 'of'>,
  { happenings, dropped, failure }: Shown,
): Followed {
  const ledger = new Ledger(surroundings);
  /** What is judged; shown when nothing more waits to be. */
  let all: readonly Happening[] = [];
  /** By the entries' ids, oldest first. Weak references to that many would make collecting garbage slow. */
  const changes = new Map<number, string>();
  const look = createLook(signatureOf, settings);
  const lookAhead = createLookAhead(look);

  const judge = ({ entries, oldest, jar }: RecordNews): void => {
    if (jar) ledger.begin(jar);
    // What a response explains is told with the response.
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
      judged.splice(
        placeByTime(judged, entry.time, ({ recorded }) => recorded.time),
        0,
        happening,
      );
      // Now it is decoded; a list that is scrolled would have it decoded again.
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
    // The ledger is no signal: it changes with the happenings.
    void happenings.value;
    try {
      return diagnose(ledger.unwritten, look);
    } catch {
      // Why is told by the look ahead; the list is of use without diagnoses.
      return [];
    }
  });
  return { diagnoses, changesOf: ({ recorded }) => changes.get(recorded.id) ?? '' };
}
