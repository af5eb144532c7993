/** One value of the payload: its key, its value in Python's notation, what it is, its type. Text only. */
import type { ComponentChildren } from 'preact';
import { childCount, pythonRepr, type Value } from '../../../session/index.ts';
import { utc } from '../../format/dates.ts';
import { grouped } from '../../format/numbers.ts';
import { noteFor } from '../../format/payload-notes.ts';
import { keyLabel, preview } from '../../format/preview.ts';
import { LONG_TEXT, type ValueRow } from './value-rows.ts';

/** The most characters of a text shown when it is opened. */
const MOST_TEXT = 20_000;

type Props = {
  readonly row: ValueRow;
  readonly isFocusable: boolean;
  readonly action: ComponentChildren;
  readonly onToggle: () => void;
};

export function PayloadRow({ row, isFocusable, action, onToggle }: Props) {
  const { path, value, level, canOpen, isOpen } = row;
  const key = String(path.at(-1) ?? '');
  const name = path.length === 0 ? '' : keyLabel(key);
  const note = level === 1 ? noteFor(key, value) : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
    <div
      role="treeitem"
      class="tree-row"
      style={{ '--level': level }}
      aria-level={level}
      {...(canOpen ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isFocusable ? 0 : -1}
      onClick={onToggle}
    >
      <span class="tree-key">
        <span class="twisty" aria-hidden="true">
          {canOpen ? (isOpen ? '▾' : '▸') : ''}
        </span>
        <span class="tree-label" title={name}>
          {name}
        </span>
      </span>
      <span class={isOpen ? 'tree-value expanded' : 'tree-value'}>
        <ValueText value={value} isOpen={isOpen} />
        {note && <span class="note"> {note}</span>}
      </span>
      <span class="tree-type">
        {typeText(value)}
        {action}
      </span>
    </div>
  );
}

function ValueText({ value, isOpen }: { readonly value: Value; readonly isOpen: boolean }) {
  switch (value.type) {
    case 'list':
    case 'tuple':
    case 'dict':
      return <span class="value-container">{isOpen ? '' : preview(value, LONG_TEXT)}</span>;
    case 'datetime':
      return <span class="value-other">{utc(value.seconds)}</span>;
    case 'UUID':
      return <span class="value-other">{pythonRepr(value).slice(6, -2)}</span>;
    default:
      return <span class={CLASSES[value.type]}>{preview(value, isOpen ? MOST_TEXT : LONG_TEXT)}</span>;
  }
}

const CLASSES: Readonly<Record<'None' | 'bool' | 'int' | 'float' | 'str' | 'Markup' | 'bytes', string>> = {
  None: 'value-keyword',
  bool: 'value-keyword',
  int: 'value-number',
  float: 'value-number',
  str: 'value-string',
  Markup: 'value-string',
  bytes: 'value-string',
};

/** Python's name of the type, with the length where it has one. */
function typeText(value: Value): string {
  switch (value.type) {
    case 'list':
    case 'tuple':
    case 'dict':
      return `${value.type}, ${grouped(childCount(value))}`;
    case 'bytes':
      return `bytes, ${grouped(value.bytes.length)}`;
    case 'None':
      return 'NoneType';
    default:
      return value.type;
  }
}
