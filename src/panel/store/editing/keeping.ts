/** Keeps what was written beyond the panel, which is loaded anew when DevTools is docked elsewhere. Writes no cookies. */
import { batch, effect } from '@preact/signals';
import type { WrittenKeeper } from '../../../messaging/written.ts';
import type { EditingConcern } from './editing.ts';

/** Takes over what the panel before this one wrote, and keeps all that is written from now on. */
export async function followWritten(
  keeper: WrittenKeeper,
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
