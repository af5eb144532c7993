// @vitest-environment happy-dom
/** One entry of the activity in full, and the diagnoses that lead to entries: what each says, and what it must not say. */
import { screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { NewEntry } from '../../../../src/messaging/recording.ts';
import type { Happening } from '../../../../src/panel/store/activity/ledger.ts';
import type { Value } from '../../../../src/session/index.ts';
import { changed, RECORDED, setCookie, unread } from '../../../support/recorded.ts';
import {
  choose,
  entry,
  filterBy,
  hostRecording,
  renderActivity,
  rows,
} from '../../../support/render-activity.tsx';
import { settle } from '../../../support/render-panel.tsx';
import { dict, signed, str } from '../../../support/sessions.ts';

const login = (payload: Record<string, Value>, more: Parameters<typeof setCookie>[1] = {}) =>
  setCookie(`session=${signed(dict(payload))}; HttpOnly; Path=/`, {
    ...{ method: 'POST', url: 'http://localhost:5000/login', status: 302 },
    ...more,
  });

/** Renders the record, and opens the entry in that row. */
async function opened(row: number, ...entries: readonly NewEntry[]) {
  const store = await renderActivity(hostRecording(...entries));
  await choose(rows()[row]);
  return store;
}

/** The cookie below it has a heading of its own. */
const title = () => entry().getAllByRole('heading', { level: 1 })[0]?.textContent;

describe('the selected entry', () => {
  it('may have a header of a mebibyte, and others are shown after it', async () => {
    const quoted = `big="\\x${'x'.repeat(500_000)}"; Path=/`;
    await opened(0, setCookie(quoted), setCookie('theme=dark'));
    expect(entry().getByText(/^✗ Rejected/)).toBeTruthy();
    await choose(rows()[1]);
    expect(entry().getByText('✓ Stored: a new cookie.')).toBeTruthy();
  });

  it('that cannot be shown, by a fault of ours, takes nothing else away', async () => {
    const store = await renderActivity(hostRecording(setCookie('faulty=1'), setCookie('sound=1')));
    const { trailOf } = store.activity;
    Object.assign(store.activity, {
      trailOf: (happening: Happening) => {
        if (happening.recorded.kind === 'set-cookie' && happening.recorded.header.text === 'faulty=1')
          throw new Error('It does not work.');
        return trailOf(happening);
      },
    });
    const place = rows().findIndex((row) => row.textContent?.includes('faulty'));
    await choose(rows()[place]);
    expect(screen.getByText(/This is a bug in Session Lens: It does not work\./)).toBeTruthy();
    await choose(rows()[1 - place]);
    expect(entry().getByText('✓ Stored: a new cookie.')).toBeTruthy();
  });

  it('tells the request, the outcome and the header', async () => {
    await opened(0, setCookie('theme=dark; HttpOnly', { method: 'PUT', url: 'http://localhost:5000/theme' }));
    expect(title()).toMatch(/^PUT \/theme 200 \d\d:14:00\.000$/);
    expect(entry().getByText('http://localhost:5000/theme')).toBeTruthy();
    expect(entry().getByText('✓ Stored: a new cookie.')).toBeTruthy();
    expect(entry().getByText('theme=dark; HttpOnly')).toBeTruthy();
  });

  it('says why a Set-Cookie was rejected, and by how many bytes', async () => {
    await opened(0, setCookie(`big=${'x'.repeat(4100)}`));
    expect(entry().getByText(/^✗ Rejected/).parentElement?.textContent).toMatch(/4103 bytes, 7 over/);
    expect(entry().getByRole('region', { name: 'The cookie that was rejected' })).toBeTruthy();
  });

  it('lists what a session’s new value changed, with types, and the size’s change', async () => {
    await opened(
      1,
      login({ user: str('zoë'), visits: { type: 'int', digits: '1' } }),
      login({ visits: { type: 'int', digits: '2' }, cart: { type: 'list', items: [] } }),
    );
    const table = within(entry().getByRole('table', { name: 'What it changed' }));
    const changes = table.getAllByRole('row').slice(1);
    expect(changes.map((row) => row.textContent)).toEqual([
      "− user'zoë' str",
      '~ visits1 int2 int',
      '+ cart[] list',
    ]);
    expect(table.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))).toEqual([
      'removed',
      'changed',
      'added',
    ]);
    expect(entry().getByText(/bytes? (more|fewer) than before: .* of name \+ value/)).toBeTruthy();
    expect(entry().getByRole('img', { name: /session in 2 entries/ })).toBeTruthy();
  });

  it('compares a first session with nothing', async () => {
    await opened(0, login({ user: str('zoë') }));
    expect(entry().queryByRole('table', { name: 'What it changed' })).toBeNull();
    expect(entry().queryByText('Compared with the one from')).toBeNull();
  });

  it('compares a session after a logout with nothing, of which all is added', async () => {
    const logout = setCookie('session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/', {
      method: 'POST',
      url: 'http://localhost:5000/logout',
    });
    await opened(2, login({ user: str('zoë') }), logout, login({ user: str('ann') }));
    const table = within(entry().getByRole('table', { name: 'What it changed' }));
    expect(
      table
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual(["+ user'ann' str"]);
    expect(rows()[2]?.querySelector('.changes-column')?.textContent).toContain('+');
  });

  it('says that the same data were set again', async () => {
    await opened(1, login({ user: str('zoë') }), login({ user: str('zoë') }));
    expect(entry().getByText('It holds the same data.')).toBeTruthy();
  });

  it('leads to the one that it is compared with, by its name', async () => {
    await opened(
      1,
      login({ user: str('zoë') }),
      login({ user: str('ann') }, { url: 'http://localhost:5000/me' }),
    );
    await settle(() =>
      entry()
        .getByRole('button', { name: /^Set-Cookie of POST \/login, / })
        .click(),
    );
    expect(title()).toMatch(/^POST \/login/);
  });

  it('shows the session as a live cookie’s: its payload, and who signed it', async () => {
    const store = await opened(0, login({ user: str('zoë') }));
    const cookie = () => within(entry().getByRole('region', { name: 'The cookie as it was' }));
    expect(cookie().getByRole('treeitem', { name: /user/ }).textContent).toBe("user'zoë'str");
    await settle(() =>
      store.keyring.add('http://localhost:5000', [{ name: 'mine', text: 'dev', form: 'text' }]),
    );
    expect(cookie().getByText('✓ Accepted by Flask')).toBeTruthy();
  });

  describe('judges a session by the clock of its server', () => {
    const HOURS = 5 * 3600;
    const sentences = () => entry().getByRole('region', { name: 'The cookie as it was' }).textContent ?? '';
    const verdictFor = async (ahead: number, date: string | undefined, waited = 0) => {
      const timestamp = Math.floor(RECORDED / 1000) + ahead;
      const value = signed(dict({ user: str('zoë') }), { timestamp });
      const store = await opened(0, setCookie(`session=${value}; HttpOnly`, date ? { date, waited } : {}));
      await settle(() =>
        store.keyring.add('http://localhost:5000', [{ name: 'mine', text: 'dev', form: 'text' }]),
      );
      return sentences();
    };
    const dateOf = (ahead: number): string => new Date(RECORDED + ahead * 1000).toUTCString();
    const note = () => /The server’s clock decides, [^.]*\./.exec(sentences())?.[0];

    it('where its Date tells of one that is ahead', async () => {
      expect(await verdictFor(HOURS, dateOf(HOURS))).toContain('✓ Accepted by Flask');
      expect(note()).toBe('The server’s clock decides, 5 h ahead of this computer’s.');
    });
    it('and not where it tells of none', async () => {
      expect(await verdictFor(HOURS, undefined)).toMatch(/signed 4 h .* in the future/);
      expect(note()).toBeUndefined();
    });
    it('nor where the response only took its time', async () => {
      await verdictFor(-30, dateOf(-30), 30_000);
      expect(note()).toBeUndefined();
    });
  });

  it('says that no response explains a change, and shows no header', async () => {
    await opened(0, changed({ name: 'theme', value: 'dark' }));
    expect(title()).toMatch(/^theme stored, not by a response: set by another tab/);
    expect(entry().queryByText('Set-Cookie')).toBeNull();
  });

  it('says of a redirect’s unseen headers that they may have set cookies, and shows none', async () => {
    await opened(0, unread({ url: 'http://localhost:5000/login' }));
    expect(entry().getByText(/may have set cookies/)).toBeTruthy();
    expect(entry().queryByRole('region')).toBeNull();
  });

  it('shows nothing of a deletion’s empty value', async () => {
    await opened(1, setCookie('theme=dark'), setCookie('theme=; Max-Age=0'));
    expect(entry().getByText('– Deleted.')).toBeTruthy();
    expect(entry().queryByRole('region')).toBeNull();
  });

  it('shows hostile headers and keys as text, with what cannot be seen in them', async () => {
    await opened(
      1,
      login({ user: str('zoë') }),
      setCookie(`session=${signed(dict({ '<script>\u202e': str('<img src=x>') }))}; Comment=\u0085`),
    );
    expect(document.querySelectorAll('img, script')).toHaveLength(0);
    const [, added] = entry().getAllByRole('rowheader');
    expect(added?.textContent).toBe("+ '<script>\\u202e'");
    expect(entry().getByText(/^session=.*Comment=\\x85$/)).toBeTruthy();
  });
});

describe('the diagnoses', () => {
  const TOO_LARGE = { user: str('zoë'), blob: str(noise(5000)) };
  const rolledBack = () => [
    login({ user: str('zoë') }),
    login(TOO_LARGE, { time: RECORDED + 1000, url: 'http://localhost:5000/cart' }),
  ];
  const told = () => screen.getByRole('status', { name: 'New diagnosis' }).textContent;

  it('name the fault, and select the entry that shows it, though the filter hides it', async () => {
    await renderActivity(hostRecording(...rolledBack(), setCookie('theme=dark')));
    const diagnosis = within(screen.getByRole('region', { name: 'Diagnosis' }));
    expect(diagnosis.getByText(/The session rolled back/)).toBeTruthy();
    await filterBy('theme');
    await settle(() =>
      diagnosis.getByRole('button', { name: /^Set-Cookie of POST \/cart, .*14:01$/ }).click(),
    );
    expect(title()).toMatch(/^POST \/cart/);
    expect(rows()).toHaveLength(3);
  });

  it('tell entries of one second apart', async () => {
    const again = [400, 800].map((late) => login(TOO_LARGE, { time: RECORDED + 1000 + late }));
    await renderActivity(hostRecording(...rolledBack(), ...again));
    const links = within(screen.getByRole('region', { name: 'Diagnosis' })).getAllByRole('button');
    expect(links.map((link) => link.textContent?.slice(-9))).toEqual(['14:01.000', '14:01.400', '14:01.800']);
  });

  it('say nothing of a session that is well', async () => {
    await renderActivity(
      hostRecording(login({ user: str('zoë') }), login({ user: str('zoë'), n: str('1') })),
    );
    expect(screen.queryByRole('region', { name: 'Diagnosis' })).toBeNull();
    expect(told()).toBe('');
  });

  it('are spoken of once, when they are new', async () => {
    const host = hostRecording(...rolledBack());
    await renderActivity(host);
    expect(told()).toBe('The session rolled back.');
    await settle(() => host.recorder.record(login(TOO_LARGE, { time: RECORDED + 2000 })));
    expect(screen.getByText(/2 Set-Cookies were/)).toBeTruthy();
    expect(told()).toBe('The session rolled back.');
  });
});

/** Text that does not compress. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = Math.imul(state, 48_271) & 0x7fffffff;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}
