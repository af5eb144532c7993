/** Which browser this is, where that makes a difference. Decides nothing by it. */
import browser from 'webextension-polyfill';
import type { BrowserFamily } from '../cookies/index.ts';

/** By the scheme of the extension's own pages: what else could tell is given away, or made up, by either. */
export const RUNNING_IN: BrowserFamily = browser.runtime.getURL('').startsWith('moz-')
  ? 'firefox'
  : 'chromium';
