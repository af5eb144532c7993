/** Keeps the document in the theme of DevTools, which may differ from the system's. */
import type { Host, Theme } from './host.ts';

/** Sets the theme now and at each change. */
export function applyTheme(host: Pick<Host, 'theme' | 'onThemeChanged'>): void {
  const apply = (theme: Theme): void => {
    document.documentElement.dataset.theme = theme;
  };
  apply(host.theme);
  host.onThemeChanged(apply);
}
