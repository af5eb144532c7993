/** What `npm start` shows: a visitor with a session, and the panel that reads it. Knows a browser by its interface only. */
import type { Shop } from './shop.ts';

/** A browser with DevTools open on its page and the panel in front. */
export type DemoBrowser = {
  /** Navigates the inspected page. */
  readonly open: (url: string) => Promise<void>;
  /** The JSON value of a JavaScript expression in the inspected page; rejects while a page is being replaced. */
  readonly inPage: (expression: string) => Promise<unknown>;
  /** The panel's text as it is rendered. */
  readonly panelText: () => Promise<string>;
};

/** Milliseconds: how long a page or the panel may take before this gives up. */
const PATIENCE = 20_000;
const PAUSE = 50;

/** The name of the visitor who is logged in. */
export const VISITOR = 'Ada Lovelace';

/** Opens the shop, logs a visitor in and buys a few things, by the shop's own forms. */
export async function visitShop(browser: DemoBrowser, shop: Shop): Promise<void> {
  await browser.open(`${shop.url}/`);
  await until('the shop', () => browser.inPage(`document.querySelector('form[action="/login"]') !== null`));
  await submit(browser, 'form[action="/login"]', { name: VISITOR });
  await submit(browser, 'form[action="/theme"]');
  for (const tea of [1, 2, 4]) await submit(browser, `.tea:nth-child(${tea}) form`);
}

/** The panel's text, as soon as it shows the shop's session. */
export async function panelWithSession(browser: DemoBrowser): Promise<string> {
  let text = '';
  await until('the session in the panel', async () => {
    text = await browser.panelText();
    return text.includes('loyalty_number') && text.includes(VISITOR);
  }).catch((problem: unknown) => {
    throw new Error(`${problem instanceof Error ? problem.message : problem}. The panel shows:\n${text}`);
  });
  return text;
}

/** Presses a form's button and waits for the page that comes of it. */
async function submit(
  browser: DemoBrowser,
  selector: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  await browser.inPage(`(() => {
    const form = document.querySelector(${JSON.stringify(selector)});
    for (const [name, value] of Object.entries(${JSON.stringify(fields)})) form.elements.namedItem(name).value = value;
    document.documentElement.dataset.left = 'yes';
    form.requestSubmit(form.querySelector('button'));
    return true;
  })()`);
  await until(`the page after ${selector}`, () =>
    browser.inPage(`document.readyState === 'complete' && document.documentElement.dataset.left !== 'yes'`),
  );
}

async function until(what: string, isSo: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  let problem: unknown;
  while (performance.now() < deadline) {
    try {
      if ((await isSo()) === true) return;
    } catch (error) {
      problem = error; // the page is being replaced, or the panel reloaded: ask again
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error(`Waited ${PATIENCE / 1000} s for ${what}`, { cause: problem });
}
