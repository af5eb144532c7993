// @vitest-environment happy-dom
/** The view of budgets and what other views say of them, by role and accessible name, on a fake host. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { HostReading, PageReading } from '../../../src/messaging/protocol.ts';
import { nameProblem } from '../../../src/panel/components/budgets/name-rule.ts';
import { MOST_BUDGETS } from '../../../src/panel/store/budgets-stored.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { enter, field, press, SITE, section } from '../../support/render-keys.tsx';
import { renderPanel, settle } from '../../support/render-panel.tsx';

type Cookies = Parameters<typeof cookie>[0][];

function hostWith(...cookies: Cookies): FakeHost {
  const host = new FakeHost();
  host.page = pageWith(cookies.map(cookie), { url: `${SITE}/shop/cart` });
  return host;
}

const show = (view: string) => settle(() => screen.getByRole('tab', { name: view }).click());

async function renderBudgets(host: FakeHost): Promise<void> {
  await renderPanel(host);
  await show('Budgets');
}

const row = (name: RegExp) => screen.getByRole('row', { name }).textContent;
const summary = () => screen.getByRole('status', { name: 'Budgets' }).textContent;
const header = () => section('Cookie header');

async function open(title: RegExp): Promise<void> {
  const details = screen.getByText(title).closest('details');
  await settle(() => {
    if (details) details.open = true;
    details?.dispatchEvent(new Event('toggle'));
  });
}

describe('The budget of a cookie', () => {
  it('is typed in bytes or as a share, judged, kept on disk and emptied away', async () => {
    const host = hostWith({ name: 'big', value: 'x'.repeat(2997) }, { name: 'small', value: '1' });
    await renderBudgets(host);
    expect(summary()).toMatch(/^No budgets yet for http:\/\/localhost:5000: type one beside a cookie/);
    expect(row(/^big/)).toBe('big 3,00073.2 %');

    await enter('Budget for big', ' 2 KiB ', 'change');
    expect(field('Budget for big').value).toBe('2048 bytes');
    expect(row(/^big/)).toContain('▲ 952 over');
    expect(summary()).toBe('▲ 1 size over budget for http://localhost:5000.');
    await enter('Budget for small', '50%', 'change');
    expect(row(/^small/)).toContain('✓ 2,042 left of 2,048');
    await enter('Budget for big', '2048', 'change');
    expect(field('Budget for big').value).toBe('2048 bytes');
    await enter('Budget for big', '3000', 'change');
    expect(row(/^big/)).toContain('✓ 0 left');
    expect(summary()).toBe('✓ Nothing is over budget for http://localhost:5000.');

    await enter('Budget for big', '', 'change');
    await press('Remove the budget for small');
    expect(host.disk.stored.size).toBe(0);
    expect(row(/^big/)).toBe('big 3,00073.2 %');
  });

  it('that is none is refused at its field with a sentence, and the one before stays', async () => {
    const host = hostWith({ name: 'big', value: 'x'.repeat(2997) });
    await renderBudgets(host);
    await enter('Budget for big', '2000', 'change');
    const kept = structuredClone(host.disk.stored);
    await enter('Budget for big', '2 pages', 'change');
    const input = field('Budget for big');
    expect(input.value).toBe('2 pages');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const sentence = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(sentence?.textContent).toBe(
      '✗ "pages" is not a unit: use bytes, KB, KiB or %. Still in effect: 2000 bytes.',
    );
    expect(host.disk.stored).toEqual(kept);
    await enter('Budget for big', '2500', 'change');
    expect(screen.queryByText(/is not a unit/)).toBeNull();
    expect(field('Budget for big').getAttribute('aria-invalid')).toBe('false');
  });

  it('holds for all of its name, and each says where it belongs', async () => {
    await renderBudgets(
      hostWith(
        { name: 'a', value: 'x'.repeat(99) },
        { name: 'a', value: '1', path: '/shop' },
        { name: 'a', value: '12', domain: 'localhost', hostOnly: false },
      ),
    );
    await enter('Budget for a (/shop)', '50', 'change');
    expect(field('Budget for a').value).toBe('50 bytes');
    expect(field('Budget for a (.localhost)').value).toBe('50 bytes');
    expect(summary()).toMatch(/1 size over budget/);
  });

  it('can be set for a cookie that is not there, and awaits it', async () => {
    const host = hostWith();
    await renderBudgets(host);
    expect(screen.getByText('This page has no cookies.')).toBeTruthy();
    await enter('Another cookie', ' cart ');
    await enter('Its budget', '1 KB');
    await press('Set');
    expect(row(/^cart/)).toBe('cart–×not present');
    expect(screen.getByText('Budget set for cart.')).toBeTruthy();
    await settle(() => host.change(cookie({ name: 'cart', value: 'x'.repeat(1000) })));
    expect(row(/^cart/)).toContain('▲ 4 over');
  });

  it.each([
    ['', '10', 'Type the name of a cookie.'],
    ['a=b', '10', 'A cookie’s name cannot contain “=”.'],
    ['a;b', '10', 'A cookie’s name cannot contain “;”.'],
    ['cart', 'much', 'A budget is a number of bytes, such as "2000" or "2 KiB", or "50 %".'],
  ])('is not set for the name %j and the text %j', async (name, text, sentence) => {
    const host = hostWith();
    await renderBudgets(host);
    await enter('Another cookie', name);
    await enter('Its budget', text);
    await press('Set');
    expect(screen.getByText(`✗ ${sentence}`).getAttribute('role')).toBe('alert');
    expect(host.disk.stored.size).toBe(0);
  });

  it('is refused for names that no browser stores', () => {
    expect(nameProblem('a\x01b')).toBe('A cookie’s name cannot contain a control character.');
    expect(nameProblem('x'.repeat(4096))).toBeNull();
    expect(nameProblem('é'.repeat(2049))).toBe(
      'A name of 4,098 bytes is too long: browsers store at most 4,096.',
    );
    expect(nameProblem('with a space, "quotes"')).toBeNull();
  });

  it('is refused where the site has as many as are kept, but for those it has', async () => {
    const host = hostWith({ name: 'a', value: '1' }, { name: 'c7', value: '1' });
    const budget = { kind: 'bytes', bytes: 5 };
    const cookies = Array.from({ length: MOST_BUDGETS }, (_, index) => ({ name: `c${index}`, budget }));
    host.disk.stored.set(`budgets:${SITE}`, { cookies, header: null });
    await renderBudgets(host);
    await enter('Budget for a', '10', 'change');
    expect(screen.getByText(/This site has 200 budgets, which is the maximum/)).toBeTruthy();
    await enter('Another cookie', 'b');
    await enter('Its budget', '10');
    await press('Set');
    expect(screen.getAllByText(/This site has 200 budgets/)).toHaveLength(2);
    await enter('Budget for c7', '10', 'change');
    expect(field('Budget for c7').value).toBe('10 bytes');
  });

  it('follows another panel', async () => {
    const host = hostWith({ name: 'a', value: '12345' });
    await renderBudgets(host);
    const budget = { kind: 'bytes', bytes: 5 };
    await settle(() => host.disk.set(`budgets:${SITE}`, { cookies: [{ name: 'a', budget }], header: null }));
    expect(field('Budget for a').value).toBe('5 bytes');
    expect(row(/^a /)).toContain('▲ 1 over');
  });

  it('is text only, and bounded, whatever the site calls its cookie', async () => {
    const name = `<b>x</b>${'n'.repeat(4000)}`;
    await renderBudgets(hostWith({ name, value: '<img src=x>' }, { name: '', value: 'lone' }));
    const shown = screen.getByRole('rowheader', { name: /^<b>x<\/b>n+…$/ });
    expect(shown.textContent?.length).toBeLessThan(140);
    expect(document.querySelector('b b, img')).toBeNull();
    expect(field('Budget for (no name)')).toBeTruthy();
  });

  it('is offered for the largest first, and for the others on demand', async () => {
    const many = Array.from({ length: 180 }, (_, index) => ({
      name: `c${index}`,
      value: 'x'.repeat(index),
    }));
    await renderBudgets(hostWith(...many));
    expect(screen.getAllByLabelText(/^Budget for c/)).toHaveLength(40);
    expect(screen.getAllByRole('row')[1]?.textContent).toMatch(/^c179/);
    await press('Show 140 smaller cookies');
    expect(screen.getAllByLabelText(/^Budget for c/)).toHaveLength(180);
  });
});

describe('The Cookie header', () => {
  const cookies: Cookies = [
    { name: 'a', value: '1' },
    { name: 'b', value: '22', path: '/shop' },
    { name: 'c', value: '1', path: '/admin' },
    { name: 'd', value: '1', expires: 1 },
    {
      name: 'e',
      value: '1',
      partitionKey: { topLevelSite: 'https://other.test', hasCrossSiteAncestor: true },
    },
  ];

  it('is shown with its bytes, in the order sent, with those withheld and why; and is copied', async () => {
    const host = hostWith(...cookies);
    await renderBudgets(host);
    expect(header().getByText('9 bytes')).toBeTruthy();
    await open(/2 cookies sent/);
    const rows = (name: string) =>
      within(header().getByRole('table', { name }))
        .getAllByRole('row')
        .map(({ textContent }) => textContent);
    expect(rows('Sent')).toEqual(['1b /shop4 bytes', '2a 3 bytes']);
    await open(/3 cookies not sent/);
    expect(rows('Not sent')).toEqual([
      'c /admin' + 'its path is /admin',
      'd ' + 'has expired',
      'e partitioned' + 'partitioned under https://other.test',
    ]);
    await open(/The header as it is sent/);
    expect(header().getByText('b=22; a=1')).toBeTruthy();
    await press('Copy header');
    expect(host.copied).toEqual(['Cookie: b=22; a=1']);
  });

  it('says so when there is none', async () => {
    await renderBudgets(hostWith({ name: 'c', path: '/admin' }));
    expect(header().getByText(/sends no cookie\.$/)).toBeTruthy();
    expect(header().queryByRole('button', { name: 'Copy header' })).toBeNull();
  });

  it('is held against each server’s limit', async () => {
    const value = 'x'.repeat(4000);
    await renderBudgets(
      hostWith({ name: 'a', value }, { name: 'b', value }, { name: 'c', value: 'x'.repeat(172) }),
    );
    // Two of 4,002 bytes, one of 174, and two separators: 8,182; with `Cookie: ` and the line's end 8,192.
    expect(row(/^gunicorn/)).toBe('gunicorn8,1908,192✗ 2 over400 Bad Request; 431 in newer releases');
    expect(row(/^nginx/)).toBe('nginx8,1928,1920400 Bad Request');
    expect(row(/^Apache/)).toBe('Apache8,1918,1901400 Bad Request');
    expect(row(/^Node/)).toMatch(/^Node16,383~8,\d{3}7,\d{3}431/);
    expect(row(/^uWSGI/)).toMatch(/✗ 5,\d{3} overnone; nginx/);
  });

  it('has a budget of its own', async () => {
    const host = hostWith({ name: 'a', value: 'x'.repeat(98) });
    await renderBudgets(host);
    await enter('Budget for the Cookie header', '1 %', 'change');
    expect(header().getByText(/▲ 19 over 81/)).toBeTruthy();
    expect(summary()).toMatch(/1 size over budget/);
    await enter('Budget for the Cookie header', '100', 'change');
    expect(summary()).toMatch(/Nothing is over/);
    await press('Remove the budget for the Cookie header');
    expect(host.disk.stored.size).toBe(0);
  });

  it('warns of SameSite=Strict and of bytes that are not known', async () => {
    await renderBudgets(hostWith({ name: 'a', value: '\ufffd', sameSite: 'strict' }));
    expect(header().getByText(/leaves out the cookies with SameSite=Strict/)).toBeTruthy();
    expect(header().getByText(/Some bytes are not UTF-8/)).toBeTruthy();
  });
});

describe('A page without permission', () => {
  const url = 'https://www.shop.test/';
  const missing = (domain: string) => ({ domain, origins: [`https://${domain}/*`] });

  it('is asked for, and nothing is said that its cookies could change', async () => {
    const host = hostWith();
    host.page = pageWith([], { url, missing: [missing('www.shop.test')] });
    await renderBudgets(host);
    expect(screen.getAllByText(/Without the cookies of www\.shop\.test/)).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Allow www.shop.test' })).toHaveLength(1);
    await enter('Budget for the Cookie header', '10', 'change');
    await enter('Another cookie', 'session');
    await enter('Its budget', '20');
    await press('Set');
    expect(summary()).toBe('Not known whether anything is over budget for https://www.shop.test.');
    expect(row(/^session/)).toBe('session–×not known');
    expect(header().getByText(/may send cookies, which are not known without permission\.$/)).toBeTruthy();
    expect(row(/^gunicorn/)).toBe('gunicorn8,190≥ 0not known400 Bad Request; 431 in newer releases');
    const said = screen.getByRole('main').textContent;
    expect(said).not.toMatch(/✓|sends no cookie|has no cookies|not present|Nothing|\d left/);
    await press('Copy Markdown');
    expect(host.copied.join()).not.toMatch(/accepted|no budget exceeded/);

    await settle(() => host.changeAccess(pageWith([], { url })));
    expect(summary()).toMatch(/^✓ Nothing is over budget/);
    expect(row(/^session/)).toBe('session–×not present');
    expect(header().getByText(/sends no cookie\.$/)).toBeTruthy();
    expect(row(/^gunicorn/)).toMatch(/^gunicorn8,19008,190/);
    expect(screen.queryByRole('button', { name: /^Allow/ })).toBeNull();
  });

  it('for a parent domain of it is over what it is over, and otherwise not known', async () => {
    const host = hostWith();
    const cookies = [cookie({ name: 'a', value: 'x'.repeat(98), domain: 'www.shop.test' })];
    host.page = pageWith(cookies, { url, missing: [missing('shop.test')] });
    await renderBudgets(host);
    expect(header().getByText('at least 100 bytes')).toBeTruthy();
    await enter('Budget for the Cookie header', '99', 'change');
    expect(header().getByText('▲ 1 over')).toBeTruthy();
    expect(summary()).toMatch(/^▲ 1 size over budget/);
    await enter('Budget for the Cookie header', '100', 'change');
    expect(summary()).toMatch(/^Not known whether/);
    await enter('Budget for a', '200', 'change');
    expect(row(/^a/)).toContain('✓ 101 left');
  });
});

describe('The Cookie header of a frame', () => {
  const frameOf = (domain: string, ...cookies: Cookies) => ({
    ...{ host: domain, url: `http://${domain}:5000/in?q`, isTop: false, missing: [] },
    cookies: cookies.map((fields) => cookie({ domain, ...fields })),
  });

  function framing(page: PageReading, frame: HostReading): FakeHost {
    if (page.kind !== 'page') throw new Error('no page');
    const host = new FakeHost();
    host.page = { ...page, hosts: [...page.hosts, frame] };
    return host;
  }

  const chooser = () => screen.queryByRole<HTMLSelectElement>('combobox', { name: 'Sent for' });
  const choose = (text: string) =>
    settle(() => {
      const select = chooser();
      const option = [...(select?.options ?? [])].find((one) => one.text === text);
      if (!select || !option) throw new Error(`no ${text} to choose`);
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });

  it('is chosen, and says what is sent in the frame and what is not', async () => {
    const partitionKey = { topLevelSite: 'http://localhost', hasCrossSiteAncestor: true };
    const frame = frameOf(
      'shop.test',
      { name: 'parted', value: '1', sameSite: 'none', partitionKey },
      { name: 'lax', sameSite: 'lax' },
      { name: 'unset' },
      { name: 'third', sameSite: 'none' },
    );
    await renderBudgets(framing(pageWith([cookie({ name: 'own', value: '1', sameSite: 'strict' })]), frame));
    expect(header().getByText(/leaves out the cookies with SameSite=Strict/)).toBeTruthy();
    expect(header().getByText(/^Reloading/).textContent).toContain('sends 5 bytes in 1 cookie');

    await choose('a frame of shop.test:5000');
    const sentence = header().getByText(/^Loading the frame/).textContent;
    expect(sentence).toContain('shop.test:5000/in sends 8 bytes in 1 cookie.');
    expect(header().getByText(/^Chromium is taken to block third-party cookies/)).toBeTruthy();
    expect(header().queryByText(/SameSite=Strict/)).toBeNull();
    expect(screen.queryByLabelText('Budget for the Cookie header')).toBeNull();
    await open(/4 cookies not sent/);
    const rows = within(header().getByRole('table', { name: 'Not sent' })).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'own localhost' + 'belongs to localhost alone',
      'lax ' + 'its SameSite is lax',
      'unset ' + 'has no SameSite, which counts as Lax',
      'third ' + 'not partitioned, and in a frame of another site',
    ]);

    await choose('the page');
    expect(header().getByText(/^Reloading/).textContent).toContain('sends 5 bytes in 1 cookie');
    expect(screen.getByLabelText('Budget for the Cookie header')).toBeTruthy();
  });

  it('says that the order is not certain where the page shares cookies, and nowhere else', async () => {
    const shared = cookie({ name: 'shared', domain: 'shop.test', hostOnly: false });
    const host = framing(
      pageWith([shared], { url: 'http://shop.test:5000/' }),
      frameOf('www.shop.test', { name: 'own' }),
    );
    await renderBudgets(host);
    await open(/1 cookie sent/);
    expect(header().queryByText(/is not certain/)).toBeNull();
    await choose('a frame of www.shop.test:5000');
    await open(/2 cookies sent/);
    expect(header().getByText(/is not certain/)).toBeTruthy();
  });

  it('is not known without permission, which is asked for beside it alone', async () => {
    const missing = [{ domain: 'chat.test', origins: ['https://chat.test/*'] }];
    const page = pageWith([cookie({ name: 'own', value: '1' })]);
    await renderBudgets(framing(page, { ...frameOf('chat.test'), missing }));
    expect(screen.queryByText(/Without the cookies of/)).toBeNull();
    await choose('a frame of chat.test:5000');
    expect(header().getByRole('button', { name: 'Allow chat.test' })).toBeTruthy();
    expect(header().getByText(/may send cookies, which are not known/)).toBeTruthy();
    expect(row(/^gunicorn/)).toContain('not known');
  });

  it('is not offered where there is none', async () => {
    await renderBudgets(hostWith({ name: 'a' }));
    expect(chooser()).toBeNull();
  });
});

describe('What the browser keeps', () => {
  it('is counted by site and partition, and a near limit marked', async () => {
    const partitionKey = { topLevelSite: 'http://localhost', hasCrossSiteAncestor: false };
    const many = Array.from({ length: 170 }, (_, index) => ({ name: `c${index}`, value: '' }));
    await renderBudgets(hostWith(...many, { name: 'p', value: 'x'.repeat(99), partitionKey }));
    const jar = section('What the browser keeps');
    expect(jar.getByRole('row', { name: /none/ }).textContent).toMatch(/^localhostnone▲ 170 of 180\d+$/);
    expect(jar.getByRole('row', { name: /http/ }).textContent).toBe(
      'localhosthttp://localhost1 of 180100 of 10,240',
    );
    const dropped =
      'With more than 180 cookies of localhost, the browser drops the oldest until 150 are left.';
    expect(jar.getByText(dropped)).toBeTruthy();
  });

  it('is no reason to speak of what is dropped while there is room', async () => {
    await renderBudgets(hostWith({ name: 'a' }));
    expect(section('What the browser keeps').queryByText(/With more than/)).toBeNull();
  });
});

describe('The report', () => {
  it('is copied without values, and with them once that is ticked, with a warning', async () => {
    const host = hostWith({ name: 'a', value: 'secret' });
    await renderBudgets(host);
    const warning = () => screen.getByText(/Anyone who has a session’s value is logged in as its user\./);
    expect(warning().textContent).not.toContain('▲');
    await press('Copy JSON');
    await press('Copy Markdown');
    expect(host.copied).toHaveLength(2);
    expect(host.copied.join()).not.toContain('secret');
    expect(JSON.parse(host.copied[0] ?? '')).toMatchObject({ format: 'session-lens-sizes' });
    expect(host.copied[1]).toMatch(/^# Cookie sizes/);
    expect(screen.getByText('Copied: Markdown, without values.')).toBeTruthy();
    await settle(() => screen.getByRole('checkbox', { name: 'with values' }).click());
    expect(warning().textContent).toMatch(/^▲ /);
    await press('Copy JSON');
    expect(host.copied[2]).toContain('secret');
    expect(screen.getByText('Copied: JSON, with values.')).toBeTruthy();
  });

  it('says why it could not be copied', async () => {
    const host = hostWith({ name: 'a' });
    Object.assign(host, { copyText: () => Promise.reject(new Error('no clipboard')) });
    await renderBudgets(host);
    await press('Copy JSON');
    expect(screen.getByText('Not copied: no clipboard')).toBeTruthy();
  });

  it('is given to the browser as a file with a name of its own', async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await renderBudgets(hostWith({ name: 'a' }));
    await press('Save Markdown');
    const [link] = clicked.mock.contexts as HTMLAnchorElement[];
    expect(link?.download).toBe('cookie-sizes-localhost-2026-11-21.md');
    expect(link?.href).toMatch(/^blob:/);
    clicked.mockRestore();
  });
});

describe('Other views', () => {
  it('mark a cookie over its budget in the list, in words, and name budget and excess above its tabs', async () => {
    const host = hostWith({ name: 'big', value: 'x'.repeat(97) }, { name: 'small', value: '1' });
    await renderBudgets(host);
    await enter('Budget for big', '1 %', 'change');
    await enter('Budget for small', '1 %', 'change');
    await show('Cookies');
    const big = screen.getByRole('row', { name: /big/ });
    expect(within(big).getByRole('img', { name: '60 bytes over your budget' })).toBeTruthy();
    expect(within(big).getByText('over budget')).toBeTruthy();
    expect(screen.getByText('2 cookies, 0 sessions, 1 over budget')).toBeTruthy();
    await settle(() => big.click());
    const detail = within(screen.getByRole('region', { name: 'Selected cookie' }));
    expect(detail.getByText(/60 bytes over your budget/).parentElement?.textContent).toBe(
      '▲ 60 bytes over your budget of 40 bytes (1 %).',
    );
    const small = screen.getByRole('row', { name: /small/ });
    expect(within(small).queryByText('over budget')).toBeNull();
    await settle(() => small.click());
    expect(detail.queryByText(/over your budget/)).toBeNull();
  });
});

describe('Without a page', () => {
  it('says what to do', async () => {
    const host = new FakeHost();
    await renderBudgets(host);
    expect(screen.getByRole('heading', { name: 'This page has no cookies to budget' })).toBeTruthy();
    expect(screen.getByText(/Open your application in this tab/)).toBeTruthy();
  });

  it('says why the disk does not keep a budget', async () => {
    const host = hostWith({ name: 'a' });
    await renderBudgets(host);
    host.disk.set = () => Promise.reject(new Error('the disk is full'));
    await enter('Budget for a', '10', 'change');
    expect(screen.getByText('✗ The browser did not save these budgets: the disk is full')).toBeTruthy();
  });
});
