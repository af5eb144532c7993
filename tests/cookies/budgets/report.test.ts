/** Reports: their exact text in two golden files, and that nothing in a site's hands can become markup in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cookie,
  type ReportInput,
  reportJson,
  reportMarkdown,
  type SizeReport,
  sizeReport,
} from '../../../src/cookies/index.ts';
import { aCookie } from '../cookie.ts';

const NOW = Date.UTC(2027, 0, 30, 10, 18, 14) / 1000;

function report(changes: Partial<ReportInput> = {}): SizeReport {
  return sizeReport({
    url: new URL('https://www.example.test/shop?token=secret#hash'),
    browser: 'chromium',
    now: NOW,
    cookies: [aCookie({ domain: 'www.example.test' })],
    budgets: { cookies: [], header: null },
    unreadable: [],
    withValues: false,
    ...changes,
  });
}

const GOLDEN: Partial<ReportInput> = {
  cookies: [
    aCookie({ domain: 'www.example.test', value: 'x'.repeat(3000) }),
    aCookie({ domain: 'example.test', hostOnly: false, name: 'theme', value: 'dark', httpOnly: false }),
    aCookie({ domain: 'www.example.test', name: '<b>|`', value: '1', path: '/admin', expires: NOW + 60 }),
    aCookie({
      domain: 'www.example.test',
      name: 'chat',
      value: '7',
      secure: true,
      sameSite: 'none',
      partitionKey: { topLevelSite: 'https://example.test', hasCrossSiteAncestor: false },
    }),
  ],
  budgets: {
    cookies: [
      { name: 'session', budget: { kind: 'share', percent: 50 } },
      { name: 'theme', budget: { kind: 'bytes', bytes: 20 } },
      { name: 'later|', budget: { kind: 'bytes', bytes: 1 } },
    ],
    header: { kind: 'bytes', bytes: 4000 },
  },
  unreadable: ['example.test'],
};

describe('a report', () => {
  it('is this JSON and this Markdown', async () => {
    const golden = report(GOLDEN);
    await expect(reportJson(golden)).toMatchFileSnapshot('golden/report.json');
    await expect(reportMarkdown(golden)).toMatchFileSnapshot('golden/report.md');
    expect(JSON.parse(reportJson(golden))).toEqual(golden);
  });

  it.each([
    [2000, 'over', 1007, 1],
    [3007, 'within', 0, 0],
  ])('of a cookie of 3007 bytes with a budget of %d: %s', (bytes, verdict, over, exceeded) => {
    const cookies = [{ name: 'session', budget: { kind: 'bytes', bytes } as const }];
    const made = report({ ...GOLDEN, budgets: { cookies, header: null } });
    expect(made.cookies[0]).toMatchObject({ bytes: 3007, allowed: bytes, verdict, over });
    expect(made.exceeded).toBe(exceeded);
  });

  it('counts a header over its budget, and says which servers refuse it', () => {
    const cookies = ['a', 'b', 'c'].map((name) =>
      aCookie({ domain: 'www.example.test', name, value: 'x'.repeat(4000) }),
    );
    const made = report({ cookies, budgets: { cookies: [], header: { kind: 'share', percent: 100 } } });
    expect(made.header).toMatchObject({ bytes: 12_010, cookies: 3, verdict: 'over', over: 3830 });
    expect(made.exceeded).toBe(1);
    expect(made.header.servers.filter(({ over }) => over !== 0).map(({ server }) => server)).toEqual([
      'gunicorn',
      'nginx',
      'apache',
      'uwsgi',
    ]);
    expect(reportMarkdown(made)).toContain('**refused**, over by 3,830 bytes');
    expect(reportMarkdown(made)).toContain('| accepted |');
    expect(reportMarkdown(made)).toContain('**1 budget exceeded.**');
  });

  it('holds values only when asked, and never the query of the page', () => {
    const cookies = [aCookie({ domain: 'www.example.test', value: 'hidden-value' })];
    for (const withValues of [false, true]) {
      const made = report({ cookies, withValues });
      for (const text of [reportJson(made), reportMarkdown(made)]) {
        expect(text.includes('hidden-value')).toBe(withValues);
        expect(text).not.toContain('secret');
        expect(text).not.toContain('hash');
      }
    }
  });

  it('of a page without cookies is complete too', () => {
    const made = report({ cookies: [] });
    expect(made.header).toMatchObject({ bytes: 0, cookies: 0, verdict: 'no budget' });
    expect(reportMarkdown(made)).toContain('in Chromium: no budget exceeded.');
    expect(reportMarkdown(made)).toContain('\n\nNone.\n\n');
  });

  it('takes nothing for known that cookies which could not be read would change', () => {
    const budgets = {
      cookies: [{ name: 'session', budget: { kind: 'bytes', bytes: 9 } as const }],
      header: { kind: 'bytes', bytes: 10 } as const,
    };
    const made = report({ cookies: [], budgets, unreadable: ['www.example.test'] });
    expect(made.header).toMatchObject({ bytes: 0, verdict: 'not known', over: 0 });
    expect(made.header.servers.map(({ over }) => over)).toEqual([null, null, null, null, null]);
    const markdown = reportMarkdown(made);
    expect(markdown).toContain('in Chromium: not known whether a budget is exceeded.');
    expect(markdown).toContain('None that could be read.');
    expect(markdown).toContain('Budgets of cookies that are not present, or could not be read:');
    expect(markdown).toContain('At least 0 sent, 0 bytes; budget 10 bytes: not known.');
    expect(markdown).not.toMatch(/accepted|within|no budget exceeded|\nNone\./);
  });

  it('keeps what is over over, whatever else could not be read', () => {
    const cookies = [aCookie({ domain: 'www.example.test', value: 'x'.repeat(9000) })];
    const header = { kind: 'bytes', bytes: 10 } as const;
    const made = report({ cookies, budgets: { cookies: [], header }, unreadable: ['example.test'] });
    expect(made.header).toMatchObject({ verdict: 'over', over: 8998 });
    expect(reportMarkdown(made)).toContain('**at least 1 budget exceeded.**');
    expect(reportMarkdown(made)).toContain('**refused**, over by');
  });

  it('says that a header is about so large where its bytes are not certain', () => {
    const made = report({ cookies: [aCookie({ domain: 'www.example.test', value: '\ufffd' })] });
    expect(reportMarkdown(made)).toContain('1 sent, about 11 bytes');
  });
});

describe('Markdown', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '`',
      '``',
      '|',
      '\\|',
      '\\',
      '\n',
      '\r\n\r\n# x',
      '<img src=x onerror=1>',
      '&lt;',
      ']]>',
      '-->',
    ),
    fc.constantFrom(
      '![a](http://evil.test)',
      '@everyone',
      '\u202egnp',
      '~~~\n',
      '** **',
      '`\\`',
      '$x$',
      '\u2028',
    ),
    fc
      .array(fc.constantFrom('`', '|', '\\', '<', '>', '&', '\n', '*', '_', 'x', ' '), { maxLength: 8 })
      .map((all) => all.join('')),
  );

  /** Without its code spans, and the numbers that depend on their lengths. */
  const skeleton = (markdown: string): string =>
    markdown.replace(/`[^`\n]*`…?|\(empty\)/g, 'CODE').replace(/[\d,]+/g, '0');

  it('has the same shape whatever a site calls its cookies, paths and values', () => {
    const made = (text: string): string => {
      const cookie = { name: text, value: text, path: text, domain: text } as Partial<Cookie>;
      return reportMarkdown(report({ cookies: [aCookie(cookie)], withValues: true }));
    };
    const harmless = skeleton(made('harmless'));
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = made(text);
        expect(skeleton(markdown)).toBe(harmless);
        expect(markdown).toMatch(/^[\n -~…]*$/);
        for (const [span] of markdown.matchAll(/`[^`\n]*`/g)) {
          expect(span).not.toMatch(/[|<>&]/);
          expect(span.replace(/\\u[0-9a-f]{4}/g, '')).not.toContain('\\');
        }
      }),
    );
  });

  it('shows all of a value and the beginning of a name', () => {
    const cookies = [aCookie({ domain: 'www.example.test', name: 'n'.repeat(300), value: 'v'.repeat(3000) })];
    const markdown = reportMarkdown(report({ cookies, withValues: true }));
    expect(markdown).toContain(`\`${'n'.repeat(200)}\`…`);
    expect(markdown).not.toContain('n'.repeat(201));
    expect(markdown).toContain('v'.repeat(3000));
  });
});
