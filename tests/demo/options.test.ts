/** The command line of `npm start`, and what it says when it cannot help. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadByHand } from '../../src/demo/by-hand.ts';
import { readOptions } from '../../src/demo/options.ts';

describe('readOptions', () => {
  it.each<[string[], Record<string, string>, string, string, boolean]>([
    [[], { DISPLAY: ':0' }, 'linux', 'chromium', false],
    [[], { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 'chromium', false],
    [[], { DISPLAY: '' }, 'linux', 'chromium', true],
    [[], {}, 'darwin', 'chromium', false],
    [[], {}, 'win32', 'chromium', false],
    [['--firefox'], {}, 'linux', 'firefox', true],
    [['--firefox', '--headless'], { DISPLAY: ':0' }, 'linux', 'firefox', true],
  ])('%j with %j on %s: %s, headless %j', (args, environment, platform, browser, headless) => {
    expect(readOptions(args, environment, platform)).toEqual({ ok: true, options: { browser, headless } });
  });

  it.each(['--chrom', 'firefox', '--help'])('%s gets the usage', (argument) => {
    const options = readOptions([argument], {}, 'linux');
    expect(options.ok ? '' : options.message).toContain('Usage: npm start');
  });
});

it('loadByHand names both folders', () => {
  expect(loadByHand('/project')).toContain(join('/project', 'dist', 'chrome'));
  expect(loadByHand('/project')).toContain(join('/project', 'dist', 'firefox', 'manifest.json'));
});
