/** The tab that asks for a site where the panel itself cannot (Firefox). Asks, says what came of it, does nothing else. */
import browser from 'webextension-polyfill';
import { originsOf } from './link.ts';

const origins = originsOf(location.search);
const sites = [...new Set(origins.map((origin) => origin.split('/')[2]))].join(', ');

const question = element('question');
const allow = element('allow');
const outcome = element('outcome');

if (origins.length === 0) {
  question.textContent = 'No site was named. Open this page from the Session Lens panel.';
  allow.hidden = true;
} else {
  question.textContent = `The panel reads the cookies of ${sites} only if you allow it. Firefox asks for that from a tab, so here it is.`;
  allow.textContent = `Allow ${sites}`;
}

allow.addEventListener('click', () => {
  browser.permissions.request({ origins }).then(
    (granted) => {
      outcome.textContent = granted
        ? `Allowed. The panel shows the cookies of ${sites} now; this tab can be closed.`
        : 'Not allowed. Nothing has changed.';
      allow.hidden = granted;
    },
    (error: unknown) => {
      outcome.textContent = `The browser refused to ask: ${error instanceof Error ? error.message : error}`;
    },
  );
});

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`access.html has no #${id}`);
  return found;
}
