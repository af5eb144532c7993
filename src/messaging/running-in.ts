/** Which browser this is, for code that depends on it. Decides nothing itself. */
import browser from 'webextension-polyfill';
import type { BrowserFamily } from '../cookies/index.ts';

/** Judged by the scheme of the extension's own pages: anything else is emulated by one browser or the other. */
export const RUNNING_IN: BrowserFamily = browser.runtime.getURL('').startsWith('moz-')
  ? 'firefox'
  : 'chromium';
