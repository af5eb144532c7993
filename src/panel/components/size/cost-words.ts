/** What the cost bar and its table share: words, shades, and what can be opened. */
import type { Costs, ValuePath } from '../../../session/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { keyLabel } from '../../format/preview.ts';

/** `512 bytes`, `−2 bytes`. */
export function costText(bytes: number): string {
  return bytes < 0 ? `−${grouped(-bytes)} ${bytes === -1 ? 'byte' : 'bytes'}` : counted(bytes, 'byte');
}

/** How much of the accent colour a segment and its mark in the table have: the highest cost has the most. */
export function tintOf(rank: number): string {
  return `${Math.max(8, Math.round(44 * 0.78 ** rank))}%`;
}

/** The end of a path, from its last key on: `cart[3]`. */
export function branchText(path: ValuePath): string {
  const from = Math.max(
    0,
    path.findLastIndex((step) => typeof step === 'string'),
  );
  return path
    .slice(from)
    .map((step) => (typeof step === 'number' ? `[${step}]` : keyLabel(step)))
    .join('');
}

/** Bytes of the whole that are in no branch's cost: shared, or not measured. Below zero: the costs exceed the whole. */
export function restOf({ whole, branches }: Costs): number {
  return branches.reduce((rest, { bytes }) => rest - (bytes ?? 0), whole);
}
