/** Runs inside a document under test: finds elements by role and name, describes them, and says where to click. */
import type { Found } from './driver.ts';

export interface Pattern {
  source: string;
  flags: string;
}

/** A {@link Target} in a form that survives JSON. */
export interface Query {
  selector?: string;
  role?: string;
  name?: string;
  pattern?: Pattern;
  text?: Pattern;
  within?: string;
}

/** Sent to the document as text: it must not refer to anything outside itself. */
export function inPage() {
  const implicit: Record<string, string> = {
    button: 'button, summary, input:is([type=button], [type=submit], [type=reset])',
    textbox: 'textarea, input:is(:not([type]), [type=text], [type=search], [type=password], [type=url])',
    searchbox: 'input[type=search]',
    spinbutton: 'input[type=number]',
    combobox: 'select:not([multiple])',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    option: 'option',
    link: 'a[href]',
    heading: 'h1, h2, h3, h4, h5, h6',
    table: 'table',
    row: 'tr',
    cell: 'td',
    columnheader: 'th:not([scope=row])',
    rowheader: 'th[scope=row]',
    list: 'ul, ol',
    listitem: 'li',
    dialog: 'dialog',
    status: 'output',
    main: 'main',
    region: 'section:is([aria-label], [aria-labelledby])',
    navigation: 'nav',
    form: 'form',
    img: 'img, svg[role=img]',
    progressbar: 'progress',
    meter: 'meter',
    group: 'fieldset, details',
  };

  const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

  const visible = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest('[aria-hidden="true"]') === null;

  const contentName = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) {
      return node.textContent ?? '';
    }
    if (
      !(node instanceof Element) ||
      node.getAttribute('aria-hidden') === 'true' ||
      !node.checkVisibility()
    ) {
      return '';
    }
    const own = node.getAttribute('aria-label') ?? (node instanceof HTMLImageElement ? node.alt : null);
    const parts = own ?? [...node.childNodes].map(contentName).join('');
    return getComputedStyle(node).display.startsWith('inline') ? parts : ` ${parts} `;
  };

  const nameOf = (element: Element): string => {
    const labelledBy = clean(element.getAttribute('aria-labelledby'));
    if (labelledBy) {
      const labels = labelledBy.split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
      return clean(labels.join(' '));
    }
    const label = clean(element.getAttribute('aria-label'));
    if (label) {
      return label;
    }
    if (element instanceof HTMLInputElement && /^(button|submit|reset)$/.test(element.type)) {
      return clean(element.value);
    }
    if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
    ) {
      const labels = clean([...(element.labels ?? [])].map(contentName).join(' '));
      return labels || clean(element.title) || clean(element.getAttribute('placeholder'));
    }
    const caption = element instanceof HTMLTableElement ? clean(element.caption?.textContent) : '';
    const alternative = element instanceof HTMLImageElement ? clean(element.alt) : '';
    return caption || alternative || clean(contentName(element)) || clean(element.getAttribute('title'));
  };

  const roleOf = (element: Element): string =>
    clean(element.getAttribute('role')) ||
    (Object.entries(implicit).find(([, selector]) => element.matches(selector))?.[0] ?? '');

  const byRole = (root: ParentNode, query: Query): Element[] => {
    const role = query.role ?? '';
    const natural = implicit[role];
    const selector = `[role~="${role}"]${natural === undefined ? '' : `, :is(${natural}):not([role])`}`;
    const matches = (name: string) =>
      query.pattern === undefined
        ? query.name === undefined || name === clean(query.name)
        : matchesPattern(query.pattern, name);
    return [...root.querySelectorAll(selector)].filter((element) => matches(nameOf(element)));
  };

  /** What is seen, not what is there. */
  const seen = (element: Element): string =>
    clean(element instanceof HTMLElement ? element.innerText : element.textContent);

  const matchesPattern = ({ source, flags }: Pattern, text: string): boolean =>
    new RegExp(source, flags).test(text);

  const all = (query: Query): Element[] => {
    const root = query.within === undefined ? document : document.querySelector(query.within);
    if (root === null) {
      return [];
    }
    const found =
      query.selector === undefined ? byRole(root, query) : [...root.querySelectorAll(query.selector)];
    const { text } = query;
    return found.filter(
      (element) => visible(element) && (text === undefined || matchesPattern(text, seen(element))),
    );
  };

  const isCell = (element: Element) =>
    ['cell', 'gridcell', 'rowheader', 'columnheader'].includes(roleOf(element));

  const disabled = (element: Element) =>
    element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';

  const describe = (element: Element): Found => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const expanded = element.getAttribute('aria-expanded');
    return {
      role: roleOf(element),
      name: nameOf(element),
      text: seen(element),
      cells: roleOf(element) === 'row' ? [...element.children].filter(isCell).map(seen) : [],
      value: 'value' in element && typeof element.value === 'string' ? element.value : null,
      selected: element.getAttribute('aria-selected') === 'true',
      checked: element.matches(':checked') || element.getAttribute('aria-checked') === 'true',
      expanded: expanded === null ? null : expanded === 'true',
      disabled: disabled(element),
      focused: element === document.activeElement,
      box: { x, y, width, height },
    };
  };

  const frame = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve());
      setTimeout(resolve, 100);
    });

  const clickPoint = async (query: Query): Promise<{ x: number; y: number } | null> => {
    const element = all(query)[0];
    if (element === undefined || disabled(element)) {
      return null;
    }
    element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    await frame();
    const before = element.getBoundingClientRect();
    await frame();
    const { x, y, width, height } = element.getBoundingClientRect();
    if (x !== before.x || y !== before.y || width === 0 || height === 0) {
      return null;
    }
    const point = { x: x + width / 2, y: y + height / 2 };
    const top = document.elementFromPoint(point.x, point.y);
    const hit = top !== null && (element.contains(top) || top.contains(element));
    return hit ? point : null;
  };

  const focus = (query: Query): boolean => {
    const element = all(query)[0];
    if (element instanceof HTMLElement) {
      element.focus();
    }
    return element !== undefined && document.activeElement === element;
  };

  return { describeAll: (query: Query) => all(query).map(describe), clickPoint, focus };
}
