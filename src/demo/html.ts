/** HTML in which every interpolated text is escaped. Knows no page; never unescapes. */

/** Markup that is safe as it is, because `html` created it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Interpolated = string | number | Html | null | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template tag: texts and numbers are escaped, `Html` (or a list of it) goes in as it is, null is nothing. */
export function html(literals: TemplateStringsArray, ...values: readonly Interpolated[]): Html {
  let text = literals[0] ?? '';
  for (const [index, value] of values.entries()) text += render(value) + (literals[index + 1] ?? '');
  return new Html(text);
}

function render(value: Interpolated): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((part) => part.text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
