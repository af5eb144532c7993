/** Which rows of a long list are to be drawn, and where the list is scrolled to as it changes. Numbers only. */

/** Pixels of a row; the styles say the same. */
export const ROW_HEIGHT = 21;
/** Rows drawn beyond either edge, so that a frame that comes late shows no gap. */
const SPARE = 4;

/** The first row drawn and the first one that is not any more. */
export type RowWindow = { readonly from: number; readonly to: number };

/** @param height pixels that are seen; `top`: pixels above them */
export function rowWindow(top: number, height: number, count: number): RowWindow {
  // In steps of the spare rows: most scrolling redraws nothing.
  const first = Math.floor(top / ROW_HEIGHT / SPARE) * SPARE;
  const seen = Math.ceil(height / ROW_HEIGHT) + SPARE;
  const to = Math.min(count, first + seen + SPARE);
  return { from: Math.max(0, Math.min(first - SPARE, to)), to };
}

/** Where the row must be scrolled to so that it is seen whole, as little as possible. `height`: without the head. */
export function scrolledTo(index: number, top: number, height: number): number {
  const rowTop = index * ROW_HEIGHT;
  if (rowTop < top) return rowTop;
  return Math.max(top, rowTop + ROW_HEIGHT - height);
}

type Identified = { readonly recorded: { readonly id: number } };

/** The index of the row with that id; if it is gone, of the next one recorded after it, or the end. */
export function indexOfId(rows: readonly Identified[], id: number): number {
  const index = rows.findIndex(({ recorded }) => recorded.id === id);
  if (index >= 0) return index;
  const next = rows.findIndex(({ recorded }) => recorded.id > id);
  return next < 0 ? rows.length : next;
}
