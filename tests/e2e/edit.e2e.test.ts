/** Sessions changed in the real panel, and what a real Flask makes of them. */
import { expect, it } from 'vitest';
import type { Inspected } from '../../src/demo/browsers/index.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { header, openTab, payloadRow, until } from './panel-page.ts';
import { readJar } from './set-cookie-trial.ts';

const GRID = '[role=treegrid]';
const CHANGES = { role: 'table', name: 'What changes' };
const TEXT = { role: 'textbox', name: 'Payload in Python’s notation' };

describeInBrowsers('an edited session', (stage) => {
  it('is another user’s after the reload; undone, it is the first one’s again', async () => {
    const { tab } = stage;
    await begin(stage, '/set?values={"user_id":1042,"cart":["tea"]}');
    const before = await cookieOf(stage);
    await press(tab, 'Edit');
    // One click on the row, and it is the value that is typed.
    await tab.panel.click({ role: 'row', name: /^\W*user_id/, within: GRID });
    await tab.panel.type('7');
    await until(tab, 'document.body.innerText', /Flask would accept it: signed with key 1/);
    await press(tab, 'Review…');
    await until(tab, CHANGES, /user_id\s+1042 int\s+7 int/);
    expect(await cookieOf(stage)).toBe(before);
    await write(tab);
    expect(await reprs(stage)).toEqual({ user_id: '7', cart: "['tea']" });
    await until(tab, header, /Accepted by Flask/);

    await press(tab, 'Undo');
    await until(tab, 'document.body.innerText', /Undone/);
    expect(await cookieOf(stage)).toBe(before);
    expect(await reprs(stage)).toEqual({ user_id: '1042', cart: "['tea']" });
    expect(await stage.browser.errors()).toEqual([]);
  });

  it('is undone, and known for the panel’s own, after the panel was loaded anew', async () => {
    const { tab } = stage;
    await begin(stage, '/set?values={"user_id":1042,"cart":["tea"]}');
    const before = await cookieOf(stage);
    await press(tab, 'Remove cart');
    await write(tab);
    await tab.panel.reload();
    await until(tab, 'document.body.innerText', /✓ Written at/);
    await openTab(tab, 'Activity');
    await until(tab, 'document.body.innerText', /set by Session Lens/);
    await openTab(tab, 'Cookies');
    await press(tab, 'Undo');
    await until(tab, 'document.body.innerText', /Undone/);
    expect(await cookieOf(stage)).toBe(before);
    expect(await stage.browser.errors()).toEqual([]);
  });

  it('goes on in the draft, and from the field at fault, after the panel was loaded anew', async () => {
    const { tab } = stage;
    await begin(stage, '/set?values={"user_id":1042,"cart":["tea"]}');
    await press(tab, 'Edit');
    await tab.panel.click({ role: 'row', name: /^\W*user_id/, within: GRID });
    await tab.panel.type('77x');
    await until(tab, 'document.querySelector(".row-problem")?.innerText', /An int consists of digits/);
    await tab.panel.reload();
    await until(tab, 'document.querySelector(".row-problem")?.innerText', /An int consists of digits/);
    expect(await tab.panel.evaluate(FIELDS)).toEqual(['user_id', '77x']);
    await tab.panel.click({ role: 'textbox', name: 'Value of user_id', within: GRID });
    await tab.panel.press('End');
    await tab.panel.press('Backspace');
    await press(tab, 'Review…');
    await write(tab);
    expect(await reprs(stage)).toEqual({ user_id: '77', cart: "['tea']" });
    expect(await stage.browser.errors()).toEqual([]);
  });

  it('keeps what is at fault until it is mended or taken back, whatever else is typed', async () => {
    const { tab } = stage;
    await begin(stage, '/set?values={"user_id":1042,"cart":["tea"]}');
    await press(tab, 'Edit');
    await press(tab, '+ Add a key');
    await tab.panel.waitFor(`document.activeElement?.dataset.field === 'key'`, 'the field of the key');
    await tab.panel.type('user_id');
    await until(tab, 'document.querySelector(".row-problem")?.innerText', /already exists/);
    await tab.panel.press('Tab');
    await tab.panel.type('milk');
    expect(await tab.panel.evaluate(FIELDS)).toEqual(['user_id', '']);
    expect(await tab.panel.text()).toMatch(/already exists/);
    await tab.panel.press('Escape');
    await tab.panel.waitFor(`${FIELDS}[0] === 'new'`, 'the key as it was');
    await tab.panel.click({ role: 'row', name: /^\W*user_id/, within: GRID });
    await tab.panel.type('12x');
    await until(tab, 'document.querySelector(".row-problem")?.innerText', /An int consists of digits/);
    await tab.panel.press('Shift+Tab');
    await tab.panel.type('id');
    expect(await tab.panel.evaluate(FIELDS)).toEqual(['user_id', '12x']);
    expect(await tab.panel.evaluate(`document.querySelector('.prospect-size').textContent`)).toBe('');
    await tab.panel.press('Escape');
    await tab.panel.waitFor(`${FIELDS}[1] === '1042'`, 'the value as it was');
  });

  it.each([
    [320, 700],
    [550, 800],
    [550, 250],
    [1000, 700],
  ])('has its buttons, size and rows in sight at %d by %d', async (width, height) => {
    const { tab } = stage;
    const keys = Array.from({ length: 40 }, (_, index) => [`key${index}`, index]);
    await begin(stage, `/set?values=${JSON.stringify(Object.fromEntries(keys))}`);
    await tab.setPanelSize({ width, height });
    await press(tab, 'Edit');
    await tab.panel.waitForElement({ role: 'row', name: /key39/, within: GRID });
    const { bar, parts, panel } = await tab.panel.evaluate<Layout>(LAYOUT);
    const [form, size, buttons] = parts;
    expect(bar.bottom - bar.top).toBeLessThan(36);
    expect(form?.right).toBeLessThanOrEqual(size?.left ?? 0);
    expect(size?.right).toBeLessThanOrEqual(buttons?.left ?? 0);
    expect(buttons?.right).toBeLessThanOrEqual(width);
    expect(panel.bottom - panel.top).toBeGreaterThan(height / 2);
    // Up again from the end, no row is under the bar.
    await tab.panel.evaluate(`document.querySelector('[role=treegrid] [role=row]').focus()`);
    await tab.panel.press('End');
    for (let row = 39; row > 10; row--) await tab.panel.press('ArrowUp');
    await tab.panel.waitFor(
      `[...document.querySelectorAll('[role=treegrid] [role=row]')].indexOf(document.activeElement) === 10`,
      'the eleventh row chosen',
    );
    // Firefox scrolls a moment later.
    await tab.panel.waitFor(
      `(({ chosen, bar, panel }) => chosen.top >= bar.bottom && chosen.bottom <= panel.bottom)(${LAYOUT})`,
      'all of the chosen row in sight',
    );
    // The review begins at its top, and Back leads to where one was.
    await tab.panel.evaluate(`${SCROLLED} = 40`);
    await tab.panel.evaluate(inBar('Review…'));
    await tab.panel.waitForElement({ role: 'button', name: 'Write cookie' });
    expect(await tab.panel.evaluate(SCROLLED)).toBe(0);
    await tab.panel.evaluate(inBar('Back'));
    await tab.panel.waitForElement({ role: 'button', name: 'Review…' });
    expect(await tab.panel.evaluate(SCROLLED)).toBe(40);
  });

  it('has a key less', async () => {
    const { tab } = stage;
    await begin(stage, '/set?values={"user_id":1042,"cart":["tea"]}');
    await press(tab, 'Remove cart');
    await until(tab, CHANGES, /removed|−\s*cart/);
    await write(tab);
    expect(await reprs(stage)).toEqual({ user_id: '1042' });
  });

  it('that is cleared is gone, and comes back as it was', async () => {
    const { tab } = stage;
    await begin(stage, '/permanent');
    const before = await readJar(stage);
    await press(tab, 'Clear');
    await press(tab, 'Delete cookie');
    await until(tab, header, /Gone since/);
    expect(await cookieOf(stage)).toBeNull();
    await press(tab, 'Undo');
    await until(tab, 'document.body.innerText', /Undone/);
    await until(tab, header, /Accepted by Flask.*Permanent/s);
    expect(await readJar(stage)).toEqual(before);
    expect((await stage.serverView()).permanent).toBe(true);
  });

  it('is permanent, with its Expires', async () => {
    const { tab } = stage;
    await begin(stage, '/set?values={"user_id":1042}');
    expect((await stage.serverView()).permanent).toBe(false);
    await press(tab, 'Make permanent');
    await write(tab);
    const [cookie] = await readJar(stage);
    const { permanent, signedAt, lifetime } = await stage.serverView();
    expect(permanent).toBe(true);
    expect(cookie?.expires).toBe((signedAt ?? Number.NaN) + lifetime);
  });

  it('is volatile', async () => {
    const { tab } = stage;
    await begin(stage, '/permanent');
    await press(tab, 'Make volatile');
    await write(tab);
    await until(tab, header, /Accepted by Flask.*Volatile/s);
    expect(await readJar(stage)).toMatchObject([{ expires: null }]);
    expect((await stage.serverView()).permanent).toBe(false);
  });

  it('is put back from the record as it was, with no key', async () => {
    const { tab, flask } = stage;
    await tab.page.goto(flask.url('/set?values={"step":1}'));
    await payloadRow(tab, 'step');
    const first = await cookieOf(stage);
    await tab.page.goto(flask.url('/set?values={"step":2}'));
    await openTab(tab, 'Activity');
    await tab.panel.click({ role: 'row', name: /\+step/ });
    await press(tab, 'Put this value back…');
    await until(tab, CHANGES, /step\s+2 int\s+1 int/);
    await write(tab);
    expect(await cookieOf(stage)).toBe(first);
    expect(await reprs(stage)).toEqual({ step: '1' });
  });

  it.each(['tree', 'text'])(
    'keeps every other value, its type and all, when edited as a %s',
    async (form) => {
      const { tab, flask } = stage;
      await begin(stage, '/types');
      await press(tab, 'Edit');
      if (form === 'text') {
        await press(tab, 'Text');
        await tab.panel.click(TEXT);
        await tab.panel.press('Control+Home');
        await tab.panel.press('ArrowRight');
        await tab.panel.type("'added': 1,");
        await typed(tab, "'added': 1,");
      } else {
        await press(tab, '+ Add a key');
        await tab.panel.waitFor(`document.activeElement?.dataset.field === 'key'`, 'the field of the key');
        await tab.panel.type('added');
      }
      await press(tab, 'Review…');
      await write(tab);
      await tab.page.goto(flask.url('/same-types'));
      const verdict = JSON.parse(await tab.page.text()) as { different: string[]; added: string };
      expect(verdict).toEqual({ different: [], added: form === 'text' ? '1' : "''" });
    },
  );

  it('that is too large is refused by the browser, and nothing is lost', async () => {
    const { tab } = stage;
    await begin(stage, '/fill?bytes=4090');
    const before = await cookieOf(stage);
    await press(tab, 'Edit');
    await press(tab, 'Text');
    await tab.panel.click(TEXT);
    await tab.panel.press('Control+Home');
    await tab.panel.press('ArrowRight');
    await tab.panel.type("'more': 'some text',");
    await typed(tab, "'more': 'some text',");
    await until(
      tab,
      'document.body.innerText',
      /The browser would refuse it: it is \d+ bytes over the limit/,
    );
    await press(tab, 'Review…');
    await press(tab, 'Write cookie anyway');
    await until(tab, 'document.body.innerText', /The browser refused it: .*The draft is kept/s);
    expect(await cookieOf(stage)).toBe(before);
    await press(tab, 'Back');
    const field = await tab.panel.waitForElement(TEXT);
    expect(field.value).toContain("'more': 'some text'");
  });

  it('is not written over what the server has set meanwhile, before that is said', async () => {
    const { tab, flask } = stage;
    await begin(stage, '/set?values={"user_id":1042}');
    await press(tab, 'Make permanent');
    await tab.panel.waitForElement({ role: 'button', name: 'Write cookie' });
    await tab.page.goto(flask.url('/set?values={"user_id":5}'));
    await until(tab, 'document.body.innerText', /The server or the page has changed the cookie since/);
    await press(tab, 'Keep the draft');
    await write(tab);
    expect(await reprs(stage)).toEqual({ user_id: '1042', _permanent: 'True' });
    await tab.page.goto(flask.url('/set?values={"user_id":6}'));
    await payloadRow(tab, 'user_id');
    await until(tab, { role: 'tree' }, /user_id\s+6/);
    await press(tab, 'Undo');
    await until(tab, 'document.body.innerText', /has since changed the cookie\. Undoing/);
    await press(tab, 'Undo anyway');
    await until(tab, 'document.body.innerText', /Undone/);
    expect(await reprs(stage)).toEqual({ user_id: '5' });
  });
});

describeInBrowsers(
  'a session that none of the keys has signed',
  (stage) => {
    it('is not said to be accepted with one of them, and is there still', async () => {
      const { tab, flask } = stage;
      await tab.page.goto(flask.url('/set?values={"user_id":1042}'));
      const before = await cookieOf(stage);
      await openTab(tab, 'Keys');
      await addKey(tab, 'wrong-key');
      await openTab(tab, 'Cookies');
      await until(tab, header, /Refused by Flask: it was not signed with your key/);
      await press(tab, 'Edit');
      await tab.panel.click({ role: 'row', name: /^\W*user_id/, within: GRID });
      await tab.panel.type('7');
      await until(tab, 'document.body.innerText', /▲ Your key has not signed the present session/);
      expect(await tab.panel.text()).not.toContain('Flask would accept it');
      await press(tab, 'Review…');
      await tab.panel.waitForElement({ role: 'button', name: 'Write cookie anyway' });
      await openTab(tab, 'Keys');
      await addKey(tab, 'other-key', 'SECRET_KEY_FALLBACKS[0]');
      await openTab(tab, 'Cookies');
      await until(tab, 'document.body.innerText', /Flask would accept it: signed with key 2/);
      expect(await cookieOf(stage)).toBe(before);
      await write(tab);
      expect(await reprs(stage)).toEqual({ user_id: '7' });
    });
  },
  { flask: { SECRET_KEY: 'other-key' } },
);

/** The texts in the fields of the chosen row. */
const FIELDS = `[...document.querySelectorAll('.chosen [data-field]')].map(({ value }) => value)`;

const SCROLLED = `document.querySelector('.tab-panel').scrollTop`;

/** Presses a button of the editor's bar, and scrolls nothing. */
const inBar = (name: string): string =>
  `[...document.querySelectorAll('.editor-bar button')].find((it) => it.textContent === '${name}').click()`;

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
type Layout = {
  readonly bar: Box;
  readonly panel: Box;
  /** Of the bar: the choice of the form, the size, the buttons. */
  readonly parts: readonly Box[];
};

const LAYOUT = `((boxOf) => ({
  bar: boxOf('.editor-bar'),
  panel: boxOf('.tab-panel'),
  parts: ['.editor-bar .segmented', '.prospect-size > span', '.editor-buttons'].map(boxOf),
  chosen: boxOf('.chosen'),
}))((selector) => document.querySelector(selector)?.getBoundingClientRect().toJSON() ?? null)`;

/** Visits a page of the app, with its key entered. */
async function begin({ tab, flask }: Stage, path: string): Promise<void> {
  await tab.page.goto(flask.url(path));
  await openTab(tab, 'Keys');
  const [known] = await tab.panel.find({ role: 'textbox', name: 'Name of SECRET_KEY' });
  if (!known) await addKey(tab, 'dev');
  await openTab(tab, 'Cookies');
  await until(tab, header, /Accepted by Flask/);
}

/** @param place which of the site's keys it then is */
async function addKey(tab: Inspected, key: string, place = 'SECRET_KEY'): Promise<void> {
  await tab.panel.click({ role: 'textbox', name: 'Secret key' });
  await tab.panel.type(key);
  await press(tab, 'Add');
  await tab.panel.waitForElement({ role: 'textbox', name: `Name of ${place}` });
}

/** Presses a button by keyboard: what moves as the verdicts come in cannot be missed. */
async function press(tab: Inspected, name: string): Promise<void> {
  await tab.panel.focus({ role: 'button', name });
  await tab.panel.press('Enter');
}

/** Keys reach a field a moment after they were pressed. */
async function typed(tab: Inspected, text: string): Promise<void> {
  await tab.panel.waitFor(
    `document.querySelector('[aria-label="${TEXT.name}"]').value.includes(${JSON.stringify(text)})`,
    `${text} in the field`,
  );
}

async function write(tab: Inspected): Promise<void> {
  await press(tab, 'Write cookie');
  await until(tab, 'document.body.innerText', /✓ Written at/);
}

/** The cookie as the server gets it. */
async function cookieOf(stage: Stage): Promise<string | null> {
  return (await stage.serverView()).cookie;
}

async function reprs(stage: Stage): Promise<Record<string, string>> {
  const { values } = await stage.serverView();
  return Object.fromEntries(Object.entries(values).map(([key, { repr }]) => [key, repr]));
}
