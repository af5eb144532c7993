/** What `npm start` shows: a visitor with a session, and the panel that reads it. Acts as a user would; no shortcuts. */
import type { Inspected, Panel, Surface } from './browsers/index.ts';

/** The visitor who is logged in. */
const VISITOR = 'Ada Lovelace';

/** Milliseconds that the panel may take to show the session. */
const PATIENCE = 20_000;

/** Opens the shop at `url`, logs a visitor in and buys a few things, by the shop's own forms. */
export async function visitShop({ page }: Pick<Inspected, 'page'>, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.click({ role: 'textbox', name: 'Your name' });
  await page.type(VISITOR);
  await page.click({ role: 'button', name: 'Log in' });
  await shows(page, `Good to see you, ${VISITOR}`);
  await page.click({ role: 'button', name: /^Theme/ });
  await shows(page, 'Theme: light');
  for (const [index, tea] of ['Sencha Asanoka', 'Darjeeling First Flush', 'Lapsang Souchong'].entries()) {
    await page.click({ role: 'button', name: `Add ${tea} to the cart` });
    await shows(page, `Cart: ${index + 1} packet`);
  }
}

/** The panel's text, as soon as it shows the visitor's session. */
export async function panelWithSession(panel: Pick<Panel, 'text' | 'waitFor'>): Promise<string> {
  try {
    await shows(panel, VISITOR);
  } catch (problem) {
    const text = await panel.text().catch(() => '(nothing)');
    throw new Error(`The panel does not show the session, but this:\n${text}`, { cause: problem });
  }
  return panel.text();
}

async function shows(surface: Pick<Surface, 'waitFor'>, text: string): Promise<void> {
  const seen = `document.body.innerText.includes(${JSON.stringify(text)})`;
  await surface.waitFor(`document.readyState === 'complete' && ${seen}`, JSON.stringify(text), PATIENCE);
}
