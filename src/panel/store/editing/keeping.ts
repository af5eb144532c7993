/** Keeps what was written and drafted beyond the panel, which is loaded anew when DevTools is docked elsewhere. Writes no cookies. */
import { batch, effect } from '@preact/signals';
import type { Keeper } from '../../../messaging/keeper-channel.ts';
import type { Written } from '../../../messaging/written.ts';
import type { Host } from '../../host.ts';
import { CookieEntry } from '../cookie-entry.ts';
import type { Draft } from './drafts.ts';
import type { EditingConcern } from './editing.ts';

/** A draft that can be cloned: its entry is made anew from what it was made of. */
type KeptDraft = Omit<Draft, 'entry'> & {
  readonly entry: Pick<CookieEntry, 'cookie' | 'host' | 'isExpectedSession'>;
};
type KeptDrafts = ReadonlyMap<string, KeptDraft>;

/** Takes over what the panel before this one wrote and drafted, and keeps both from now on. */
export async function followKept(
  host: Pick<Host, 'keeper'>,
  editing: Pick<EditingConcern, 'writings' | 'ownWrites' | 'drafts'>,
): Promise<void> {
  await Promise.all([
    followWritten(host.keeper('written'), editing),
    followDrafts(host.keeper('drafts'), editing),
  ]);
}

async function followWritten(
  keeper: Keeper<Written>,
  { writings, ownWrites }: Pick<EditingConcern, 'writings' | 'ownWrites'>,
): Promise<void> {
  const kept = await keeper.read();
  if (kept) {
    batch(() => {
      // What was written while that was on its way is newer.
      const newer = writings.peek();
      writings.value = new Map([
        ...kept.writings,
        ...[...newer].map(([id, list]) => [id, [...(kept.writings.get(id) ?? []), ...list]] as const),
      ]);
      ownWrites.value = [...kept.ownWrites, ...ownWrites.peek()];
    });
  }
  effect(() => keeper.keep({ writings: writings.value, ownWrites: ownWrites.value }));
}

async function followDrafts(
  keeper: Keeper<KeptDrafts>,
  { drafts }: Pick<EditingConcern, 'drafts'>,
): Promise<void> {
  const kept = await keeper.read();
  // A draft begun while that was on its way is newer.
  if (kept) drafts.value = new Map([...mapped(kept, takenOver), ...drafts.peek()]);
  effect(() => keeper.keep(mapped(drafts.value, toKeep)));
}

function toKeep(draft: Draft): KeptDraft {
  const { cookie, host, isExpectedSession } = draft.entry;
  return { ...draft, entry: { cookie, host, isExpectedSession } };
}

function takenOver(draft: KeptDraft, id: string): Draft {
  const { cookie, host, isExpectedSession } = draft.entry;
  return { ...draft, entry: new CookieEntry(id, cookie, host, isExpectedSession) };
}

function mapped<A, B>(map: ReadonlyMap<string, A>, change: (value: A, id: string) => B): Map<string, B> {
  return new Map([...map].map(([id, value]) => [id, change(value, id)]));
}
