/** The page's sizes, budgets and verdicts as a file or on the clipboard. Cookie values are included only if the user ticks the box. */
import { useSignal } from '@preact/signals';
import { reportJson, reportMarkdown, type SizeReport } from '../../../cookies/index.ts';
import type { PageBudgets } from '../../store/budgets-of-page.ts';
import type { Store } from '../../store/store.ts';
import { saveFile } from './save-file.ts';

type Props = { readonly store: Store; readonly budgets: PageBudgets };

type Form = {
  readonly label: string;
  readonly extension: string;
  readonly type: string;
  readonly write: (report: SizeReport) => string;
};

const FORMS: readonly Form[] = [
  { label: 'JSON', extension: 'json', type: 'application/json', write: reportJson },
  { label: 'Markdown', extension: 'md', type: 'text/markdown', write: reportMarkdown },
];

export function SaveReport({ store, budgets }: Props) {
  const withValues = useSignal(false);
  const outcome = useSignal('');
  const hand = async ({ label, extension, type, write }: Form, how: 'Saved' | 'Copied'): Promise<void> => {
    const report = budgets.report(withValues.value);
    if (report === null) return;
    const text = write(report);
    try {
      if (how === 'Copied') await store.copy(text);
      else saveFile({ name: `${fileName(report)}.${extension}`, type, text });
      const extent = withValues.value ? 'with values' : 'without values';
      outcome.value = `${how === 'Copied' ? 'Copied' : 'Passed to the browser to save'}: ${label}, ${extent}.`;
    } catch (error) {
      outcome.value = `Not ${how.toLowerCase()}: ${error instanceof Error ? error.message : error}`;
    }
  };
  return (
    <section aria-label="Report">
      <h2>Report</h2>
      <p>
        <label>
          <input
            type="checkbox"
            checked={withValues}
            onChange={(event) => {
              withValues.value = event.currentTarget.checked;
            }}
          />{' '}
          with values
        </label>{' '}
        <span class={withValues.value ? 'warning' : 'quiet'}>
          {withValues.value && '▲ '}Anyone who has a session’s value is logged in as its user.
        </span>
      </p>
      <p class="report-buttons">
        {FORMS.map((form) => (
          <button key={form.label} type="button" class="button" onClick={() => hand(form, 'Saved')}>
            Save {form.label}
          </button>
        ))}
        {FORMS.map((form) => (
          <button key={form.label} type="button" class="link" onClick={() => hand(form, 'Copied')}>
            Copy {form.label}
          </button>
        ))}
      </p>
      <p role="status" class="quiet">
        {outcome}
      </p>
    </section>
  );
}

/** `cookie-sizes-localhost-2026-11-21`. */
function fileName({ url, time }: SizeReport): string {
  const host = new URL(url).hostname.replace(/[^a-z0-9.-]/gi, '').slice(0, 80);
  return `cookie-sizes-${host}-${time.slice(0, 10)}`;
}
