/** The tab that asks for access to a site where the panel itself cannot (Firefox). It asks, shows the answer, and does nothing else. */
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
  question.textContent = `The panel reads the cookies of ${sites} only if you allow it. Firefox can ask for that permission only from a tab, such as this one.`;
  allow.textContent = `Allow ${sites}`;
}

allow.addEventListener('click', () => {
  browser.permissions.request({ origins }).then(
    (granted) => {
      outcome.textContent = granted
        ? `Allowed. The panel now shows the cookies of ${sites}; you can close this tab.`
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
