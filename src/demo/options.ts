/** The options of `npm start`. Reads the command line and environment passed to it; does nothing itself. */
import type { BrowserName } from './browsers/index.ts';

export type StartOptions = {
  readonly browser: BrowserName;
  /** No window: a screenshot and the panel's text instead. */
  readonly headless: boolean;
};

export type Options =
  | { readonly ok: true; readonly options: StartOptions }
  | { readonly ok: false; readonly message: string };

const USAGE = `Usage: npm start [-- --firefox] [-- --headless]

  --firefox    open Firefox (default: Chrome or Chromium)
  --headless   show no window: save a screenshot, print what the panel shows, and end
               (the default on Linux when there is no display)`;

/** Reads the arguments after the program's name. `platform` as `process.platform`. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Options {
  let browser: BrowserName = 'chromium';
  const { DISPLAY, WAYLAND_DISPLAY } = environment;
  let headless = platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
  for (const argument of args) {
    if (argument === '--firefox') browser = 'firefox';
    else if (argument === '--headless') headless = true;
    else if (argument === '--help') return { ok: false, message: USAGE };
    else return { ok: false, message: `Unknown option: ${argument}\n\n${USAGE}` };
  }
  return { ok: true, options: { browser, headless } };
}
