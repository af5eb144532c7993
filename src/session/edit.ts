/** Changes to a payload, each leaving everything else as it is. It must not write anything, nor judge what Flask does with it. */
import { type Container, childOf, isContainer, valueAt } from './children.ts';
import type { ValuePath } from './diff.ts';
import { quotedKey } from './python/dict-key.ts';
import { PERMANENT } from './truth.ts';
import type { DictEntry, DictValue, Value } from './value.ts';

/** The payload after a change, or a sentence that says why it cannot be made. Unchanged parts are shared with the old payload. */
export type Edit =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

const done = (value: Value): Edit => ({ ok: true, value });
const refuse = (message: string): Edit => ({ ok: false, message });

/** Replaces the value at the path; `[]` is the payload itself. */
export function setValue(payload: Value, path: ValuePath, value: Value): Edit {
  const [step, ...rest] = path;
  if (step === undefined) return done(value);
  const child = childOf(payload, step);
  if (!isContainer(payload) || child === undefined)
    return refuse(`There is no ${nameOf(step)} here any more.`);
  const edit = setValue(child, rest, value);
  return edit.ok ? done(withChild(payload, step, edit.value)) : edit;
}

/**
 * Adds a value: the path's last step is its key, after all others of the dict, or the index that it gets in a list or
 * tuple, 0 to its length.
 */
export function insertValue(payload: Value, path: ValuePath, value: Value): Edit {
  return within(payload, path, (container, step) => {
    if (container.type === 'dict') {
      if (typeof step !== 'string') return refuse('A key of a dict must be a str.');
      if (childOf(container, step)) return refuse(`The key ${quotedKey(step)} already exists.`);
      return done({ ...container, entries: [...container.entries, [step, value]] });
    }
    if (typeof step !== 'number' || !Number.isInteger(step) || step < 0 || step > container.items.length) {
      return refuse(
        `The index of an item in this ${container.type} is a number from 0 to ${container.items.length}.`,
      );
    }
    return done({ ...container, items: container.items.toSpliced(step, 0, value) });
  });
}

/** Renames the key of the value at the path, keeping its position in the dict. */
export function renameKey(payload: Value, path: ValuePath, key: string): Edit {
  return within(payload, path, (container, step) => {
    if (container.type !== 'dict') return refuse(`A value in a ${container.type} has no key.`);
    if (!childOf(container, step)) return refuse(`There is no ${nameOf(step)} here any more.`);
    if (key !== step && childOf(container, key)) return refuse(`The key ${quotedKey(key)} already exists.`);
    return done({
      ...container,
      entries: container.entries.map((entry): DictEntry => (entry[0] === step ? [key, entry[1]] : entry)),
    });
  });
}

/** Removes the value at the path: for a path of one key, Flask's `session.pop(key)`. */
export function removeValue(payload: Value, path: ValuePath): Edit {
  return within(payload, path, (container, step) => {
    if (!childOf(container, step)) return refuse(`There is no ${nameOf(step)} here any more.`);
    return container.type === 'dict'
      ? done({ ...container, entries: container.entries.filter(([key]) => key !== step) })
      : done({ ...container, items: container.items.filter((_, index) => index !== step) });
  });
}

/** What `session.clear()` leaves. Flask then deletes the cookie instead of writing it. */
export const CLEARED: DictValue = { type: 'dict', entries: [] };

/** `session.permanent = …`, which writes True or False as `_permanent`, whether it exists or not (`SessionMixin.permanent`). */
export function setPermanent(payload: Value, permanent: boolean): Edit {
  if (payload.type !== 'dict') return refuse(`A payload of type ${payload.type} has no keys.`);
  const value: Value = { type: 'bool', value: permanent };
  const path = [PERMANENT];
  return childOf(payload, PERMANENT) ? setValue(payload, path, value) : insertValue(payload, path, value);
}

/** Changes the container of the value at the path. */
function within(
  payload: Value,
  path: ValuePath,
  change: (container: Container, step: string | number) => Edit,
): Edit {
  const step = path.at(-1);
  if (step === undefined) return refuse('The payload itself has no key or index.');
  const parent = path.slice(0, -1);
  const container = valueAt(payload, parent);
  if (container === null) return refuse('The container of this value no longer exists.');
  if (!isContainer(container)) return refuse(`A value of type ${container.type} cannot hold other values.`);
  const edit = change(container, step);
  return edit.ok ? setValue(payload, parent, edit.value) : edit;
}

/** @param step of an existing child */
function withChild(container: Container, step: string | number, child: Value): Value {
  if (container.type !== 'dict') {
    return { ...container, items: container.items.map((item, index) => (index === step ? child : item)) };
  }
  const entries = container.entries.map((entry): DictEntry => (entry[0] === step ? [step, child] : entry));
  return { ...container, entries };
}

const nameOf = (step: string | number): string =>
  typeof step === 'string' ? `key ${quotedKey(step)}` : `item ${step}`;
