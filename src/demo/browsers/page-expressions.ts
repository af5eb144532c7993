/** What is evaluated in a document under test: waiting, and elements found by role and name. How they are found is in `in-page.ts`. */
import type { Target } from './driver.ts';
import { inPage, type Pattern, type Query } from './in-page.ts';

export type Slice<T> = { done: true; value: T } | { done: false; error: string | null };

/**
 * An expression that resolves to the first truthy value of `expression`, or gives up after `sliceMs`. Tries once per
 * frame, so that the result has been laid out.
 */
export function waitingExpression(expression: string, sliceMs: number): string {
  return `(async () => {
  const end = Date.now() + ${sliceMs};
  let error = null;
  do {
    try {
      error = null;
      const value = await (${expression});
      if (value) return { done: true, value };
    } catch (thrown) {
      error = String(thrown);
    }
    await new Promise((resolve) => { requestAnimationFrame(resolve); setTimeout(resolve, 100); });
  } while (Date.now() < end);
  return { done: false, error };
})()`;
}

/** An expression for all visible elements that match, described. */
export function findExpression(target: Target): string {
  return call('describeAll', target);
}

/** An expression for the first match's description, or null. */
export function firstExpression(target: Target): string {
  return `(${call('describeAll', target)})[0] ?? null`;
}

/** An expression for where to click: null until the element is visible, enabled, at rest and not covered. */
export function clickPointExpression(target: Target): string {
  return call('clickPoint', target);
}

/** An expression that focuses the element: true when it has the focus. */
export function focusExpression(target: Target): string {
  return call('focus', target);
}

export function describeTarget(target: Target): string {
  if (typeof target === 'string') {
    return target;
  }
  const name = target.name === undefined ? '' : ` ${JSON.stringify(String(target.name))}`;
  const text = target.text === undefined ? '' : ` with the text ${target.text}`;
  return `the ${target.role}${name}${text}${target.within ? ` within ${target.within}` : ''}`;
}

function call(name: 'describeAll' | 'clickPoint' | 'focus', target: Target): string {
  // tsx compiles with names kept, which makes functions refer to a helper that the document does not have.
  return `((__name) => (${inPage.toString()})().${name}(${JSON.stringify(toQuery(target))}))((f) => f)`;
}

function toQuery(target: Target): Query {
  if (typeof target === 'string') {
    return { selector: target };
  }
  const { role, name, text, within } = target;
  return {
    role,
    ...(typeof name === 'string' ? { name } : {}),
    ...(name instanceof RegExp ? { pattern: toPattern(name) } : {}),
    ...(text === undefined ? {} : { text: toPattern(text) }),
    ...(within === undefined ? {} : { within }),
  };
}

function toPattern({ source, flags }: RegExp): Pattern {
  return { source, flags };
}
