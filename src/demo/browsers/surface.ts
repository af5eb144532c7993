/** What all documents under test have in common, built on the few operations in which browsers differ. */
import type { Found, Surface, Target } from './driver.ts';
import {
  clickPointExpression,
  describeTarget,
  findExpression,
  firstExpression,
  focusExpression,
  type Slice,
  waitingExpression,
} from './page-expressions.ts';
import { pause, TimeLimit } from './waiting.ts';

/** What a browser must be able to do with a document; coordinates are those of the document's viewport. */
export interface Means {
  /** Names the document in errors. */
  what: string;
  evaluate(expression: string, timeoutMs: number): Promise<unknown>;
  clickAt(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  press(key: string): Promise<void>;
}

const defaultTimeoutMs = 10_000;
const sliceMs = 1_000;

export function createSurface(means: Means): Surface {
  async function evaluate<T>(expression: string, timeoutMs = defaultTimeoutMs): Promise<T> {
    return (await means.evaluate(expression, timeoutMs)) as T;
  }

  /** Short slices, each in the current document: a reload loses at most one slice. */
  async function waitFor<T>(expression: string, what: string, timeoutMs = defaultTimeoutMs): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    let lastError: string | null = null;
    do {
      const slice = Math.max(1, Math.min(sliceMs, deadline - Date.now()));
      try {
        const result = await evaluate<Slice<T>>(waitingExpression(expression, slice), slice + 2_000);
        if (result.done) {
          return result.value;
        }
        lastError = result.error;
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error);
        await pause(50);
      }
    } while (Date.now() < deadline);
    const because = lastError === null ? '' : ` (${lastError})`;
    throw new TimeLimit(`${means.what}: waited ${timeoutMs / 1000} s in vain for ${what}${because}`);
  }

  return {
    evaluate,
    waitFor,
    async click(target: Target, timeoutMs?: number) {
      const what = `${describeTarget(target)} to be clickable`;
      const point = await waitFor<{ x: number; y: number }>(clickPointExpression(target), what, timeoutMs);
      await means.clickAt(point.x, point.y);
    },
    async focus(target: Target, timeoutMs?: number) {
      await waitFor(focusExpression(target), `${describeTarget(target)} to take the focus`, timeoutMs);
    },
    type: (text) => means.type(text),
    press: (key) => means.press(key),
    text: () => evaluate<string>('document.body.innerText'),
    find: (target) => evaluate<Found[]>(findExpression(target)),
    waitForElement: (target, timeoutMs) =>
      waitFor<Found>(firstExpression(target), describeTarget(target), timeoutMs),
  };
}
