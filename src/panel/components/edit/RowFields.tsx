/** The chosen row of the tree form: its key, value and type as fields, with buttons to add and remove. */
import { useId } from 'preact/hooks';
import {
  childCount,
  type Edit,
  isContainer,
  renameKey,
  setValue,
  VALUE_TYPES,
  type Value,
  type ValuePath,
  type ValueType,
  valueAt,
} from '../../../session/index.ts';
import { popText } from '../../format/pop-text.ts';
import { keyLabel, preview } from '../../format/preview.ts';
import {
  applyEdit,
  type Draft,
  type Field,
  isHeldBack,
  originalOf,
  takeBack,
} from '../../store/editing/drafts.ts';
import {
  asType,
  fieldText,
  isLiteral,
  isLiteralKey,
  keyText,
  readField,
} from '../../store/editing/field-text.ts';
import type { Store } from '../../store/store.ts';
import { LONG_TEXT, type ValueRow } from '../payload/value-rows.ts';
import { Cell } from './Cell.tsx';
import { Twisty } from './PlainRow.tsx';

type Props = {
  readonly store: Store;
  readonly draft: Draft;
  readonly row: ValueRow;
  readonly onToggle: () => void;
  /** Null: nothing can be added to it. */
  readonly onAdd: (() => void) | null;
  readonly onRemove: () => void;
  /** Moves from a field back to the row. */
  readonly onLeave: () => void;
  /** What is at fault in the row is to be mended first. */
  readonly onHeld: () => void;
};

export function RowFields({ store, draft, row, onToggle, onAdd, onRemove, onLeave, onHeld }: Props) {
  const { id } = draft.entry;
  const { path, level, value, canOpen, isOpen } = row;
  const key = path.at(-1) ?? '';
  const name = keyLabel(key);
  const { field } = draft;
  const problemId = useId();
  const literal = field?.what === 'value' ? field.isLiteral : isLiteral(value);
  const literalKey = field?.what === 'key' ? field.isLiteral : isLiteralKey(String(key));

  /** What cannot be changed now shows what it showed before. */
  const isHeld = (what: Field['what'] | null, element: { value: string }, shown: string): boolean => {
    if (!isHeldBack(draft, what)) return false;
    element.value = shown;
    onHeld();
    return true;
  };
  const type = (what: Field['what'], element: { value: string }, shown: string): void => {
    if (isHeld(what, element, shown)) return;
    const text = element.value;
    if (what === 'key') {
      const { edit, key: renamed } = rename(draft.payload, path, text, literalKey);
      const field = { what, text, isLiteral: literalKey };
      applyEdit(store, id, edit, { row: edit.ok ? [...path.slice(0, -1), renamed] : path, field });
      return;
    }
    const reading = readField(text, value, literal);
    const edit = reading.ok ? setValue(draft.payload, path, reading.value) : reading;
    applyEdit(store, id, edit, { row: path, field: { what, text, isLiteral: literal } });
  };
  const convert = (element: { value: string }): void => {
    if (isHeld(null, element, value.type)) return;
    const to = typeNamed(element.value);
    const converted = asType(value, to, valueAt(originalOf(draft), path));
    applyEdit(store, id, setValue(draft.payload, path, converted.value), { row: path, field: null });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.role === 'row') return;
    const isLineEnd = event.key === 'Enter' && event.target instanceof HTMLInputElement;
    if (event.key !== 'Escape' && !isLineEnd) return;
    event.preventDefault();
    // DevTools uses Escape itself.
    event.stopPropagation();
    if (event.key === 'Escape') takeBack(store, id);
    onLeave();
  };
  const propsOf = (what: Field['what'], text: string) => ({
    'data-field': what,
    'aria-label': `${what === 'key' ? 'Key' : 'Value'} of ${name}`,
    'aria-invalid': field?.what === what && field.problem !== null,
    'aria-describedby': problemId,
    spellcheck: false,
    // The focus is left where it is: what goes on being typed would end up in the field at fault.
    readOnly: isHeldBack(draft, what),
    value: field?.what === what ? field.text : text,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: no table has rows that open
    <div
      role="row"
      class="tree-row chosen"
      style={{ '--level': level }}
      aria-level={level}
      aria-selected={true}
      {...(canOpen ? { 'aria-expanded': isOpen } : {})}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Cell class="tree-key">
        <Twisty canOpen={canOpen} isOpen={isOpen} onToggle={onToggle} />
        {typeof key === 'string' ? (
          <input
            type="text"
            class="text-input"
            {...propsOf('key', keyText(key))}
            onInput={(event) => type('key', event.currentTarget, keyText(key))}
          />
        ) : (
          <span class="tree-label">{name}</span>
        )}
      </Cell>
      <Cell class="tree-value">
        <ValueField
          value={value}
          literal={literal}
          props={propsOf('value', fieldText(value))}
          isOpen={isOpen}
          onType={(element) => type('value', element, fieldText(value))}
        />
      </Cell>
      <Cell class="tree-type">
        <select
          aria-label={`Type of ${name}`}
          value={value.type}
          onChange={(event) => convert(event.currentTarget)}
        >
          {VALUE_TYPES.map((to) => (
            <option key={to} value={to}>
              {to}
              {asType(value, to, valueAt(originalOf(draft), path)).isEmpty && holds(value) && ' (empty)'}
            </option>
          ))}
        </select>
        {onAdd && (
          <button
            type="button"
            class="icon-button"
            aria-label={`Add to ${name}`}
            title={value.type === 'dict' ? 'Add a key' : 'Add an item'}
            onClick={onAdd}
          >
            +
          </button>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label={`Remove ${name}`}
          title={path.length === 1 && typeof key === 'string' ? popText(key) : 'Remove'}
          onClick={onRemove}
        >
          ✕
        </button>
      </Cell>
      <span role="alert" id={problemId} class="problem row-problem">
        {field?.problem && `✗ ${field.problem}`}
      </span>
    </div>
  );
}

/** Another key for the value at a path. @param literal whether it is typed in Python's notation */
function rename(
  payload: Value,
  path: ValuePath,
  text: string,
  literal: boolean,
): { edit: Edit; key: string } {
  const reading = readField(text, { type: 'str', text: '' }, literal);
  if (!reading.ok || reading.value.type !== 'str') return { edit: reading, key: text };
  const key = reading.value.text;
  return { edit: renameKey(payload, path, key), key };
}

type ValueFieldProps = {
  readonly value: Value;
  readonly literal: boolean;
  readonly props: object;
  readonly isOpen: boolean;
  readonly onType: (element: { value: string }) => void;
};

/** The most lines of a text that its field shows before it scrolls. */
const MOST_LINES = 8;
/** Characters that count as a line. */
const LINE = 60;

function ValueField({ value, literal, props, isOpen, onType }: ValueFieldProps) {
  if (isContainer(value)) return <>{isOpen ? '' : preview(value, LONG_TEXT)}</>;
  if (value.type === 'None') return <>None</>;
  if (value.type === 'bool') {
    return (
      <select {...props} onChange={(event) => onType(event.currentTarget)}>
        <option>True</option>
        <option>False</option>
      </select>
    );
  }
  if ((value.type === 'str' || value.type === 'Markup') && !literal) {
    const lines = value.text.split('\n', MOST_LINES).length + Math.floor(value.text.length / LINE);
    return (
      <textarea
        class="text-input"
        rows={Math.min(lines, MOST_LINES)}
        {...props}
        onInput={(event) => onType(event.currentTarget)}
      />
    );
  }
  return <input type="text" class="text-input" {...props} onInput={(event) => onType(event.currentTarget)} />;
}

function typeNamed(text: string): ValueType {
  return VALUE_TYPES.find((type) => type === text) ?? 'str';
}

/** Whether it holds anything that could be lost. */
function holds(value: Value): boolean {
  return isContainer(value) ? childCount(value) > 0 : fieldText(value) !== '';
}
