/** Drafts of payloads: started, changed in either form, discarded. Nothing is written here. */
import type { Cookie } from '../../../cookies/index.ts';
import {
  type Edit,
  isCut,
  MAX_PYTHON,
  type PythonNotice,
  pythonSource,
  readPython,
  type Value,
  type ValuePath,
} from '../../../session/index.ts';
import type { CookieEntry } from '../cookie-entry.ts';
import type { Store } from '../store.ts';
import { isStill, presentCookie, type Refused } from './writing.ts';

/** The text typed into a field of the tree's chosen row, and why it is not valid there. */
export type Field = {
  readonly what: 'key' | 'value';
  readonly text: string;
  /** Whether it is in Python's notation, as it was when typing began. */
  readonly isLiteral: boolean;
  readonly problem: string | null;
  /** What the typing began with, to go back to. */
  readonly began: Pick<Draft, 'payload' | 'row'>;
};

export type Draft = {
  /** The cookie that the draft started from: its payload, signature and attributes. */
  readonly entry: CookieEntry;
  /** The cookie that the user knows to be in the jar; null: none. */
  readonly seen: Cookie | null;
  /** As last read without an error. */
  readonly payload: Value;
  readonly form: 'tree' | 'text';
  /** In the text form: as typed; null: there is none, because it would be too long to be read back. */
  readonly text: string | null;
  /** Why the text is not a payload. */
  readonly fault: PythonNotice | null;
  /** Where Flask would return something other than the text says. */
  readonly warnings: readonly PythonNotice[];
  /** In the tree form: the row with the fields; null: none. */
  readonly row: ValuePath | null;
  readonly field: Field | null;
  /** The key to sign with; null: the one that signed the cookie's current value, or else the site's current key. */
  readonly keyId: string | null;
  readonly keepsTimestamp: boolean;
  readonly isInReview: boolean;
  /** Why the last attempt to write it failed. */
  readonly refusal: Refused | null;
};

type Editing = Pick<Store, 'editing' | 'page'>;

/** Spaces per level in the text form. */
const INDENT = 4;

/** Whether a cookie can be edited: it carries a session that was read completely. */
export function isEditable(entry: CookieEntry): boolean {
  return entry.session !== null && !isCut(entry.session);
}

/** Whether it is one of the page's current cookies, not from the record or pasted. Reads a signal. */
export function isLive({ page }: Pick<Store, 'page'>, entry: CookieEntry): boolean {
  return page.entries.value.includes(entry);
}

/** The payload that a draft started from. */
export function originalOf({ entry }: Pick<Draft, 'entry'>): Value {
  return entry.session?.payload ?? { type: 'dict', entries: [] };
}

/** Opens the editor for a live cookie; `edit` is a change made at once, which leads to the review. */
export function beginDraft(store: Editing, entry: CookieEntry, edit?: Edit): void {
  if (!isLive(store, entry) || !isEditable(entry) || edit?.ok === false) return;
  const draft: Draft = {
    entry,
    seen: presentCookie(store, entry.id),
    payload: edit?.value ?? originalOf({ entry }),
    form: 'tree',
    text: '',
    fault: null,
    warnings: [],
    row: null,
    field: null,
    keyId: null,
    keepsTimestamp: false,
    isInReview: edit !== undefined,
    refusal: null,
  };
  store.editing.drafts.value = new Map(store.editing.drafts.peek()).set(entry.id, draft);
}

/** Discards a draft. */
export function endDraft({ editing }: Editing, id: string): void {
  const drafts = new Map(editing.drafts.peek());
  drafts.delete(id);
  editing.drafts.value = drafts;
}

/** Changes a draft; does nothing if it no longer exists. */
export function changeDraft({ editing }: Editing, id: string, changes: Partial<Draft>): void {
  const draft = editing.drafts.peek().get(id);
  if (!draft) return;
  editing.drafts.value = new Map(editing.drafts.peek()).set(id, { ...draft, refusal: null, ...changes });
}

/** Takes the typed text of the whole payload. */
export function typeText(store: Editing, id: string, text: string): void {
  const reading = readPython(text);
  changeDraft(
    store,
    id,
    reading.ok
      ? { text, payload: reading.value, fault: null, warnings: reading.warnings }
      : { text, fault: reading, warnings: [] },
  );
}

/** Shows the draft's other form. An error in one of them stays there to be fixed. */
export function chooseForm(store: Editing, id: string, form: Draft['form']): void {
  const draft = store.editing.drafts.peek().get(id);
  if (!draft || draft.form === form) return;
  const isFresh = form === 'text' && draft.fault === null && !draft.field?.problem;
  changeDraft(store, id, {
    form,
    ...(isFresh ? { text: textOf(draft.payload), warnings: [], field: null } : {}),
  });
}

/** Null for a payload that no text form could hold. */
function textOf(payload: Value): string | null {
  const text = pythonSource(payload, INDENT);
  return text.length > MAX_PYTHON ? null : text;
}

/** Discards an invalid text and returns to the payload as last read. */
export function dropText(store: Editing, id: string): void {
  changeDraft(store, id, { form: 'tree', fault: null });
}

/** Chooses a row of the tree to edit; not before an error in another row is fixed. */
export function chooseRow(store: Editing, id: string, row: ValuePath | null): boolean {
  const draft = store.editing.drafts.peek().get(id);
  if (!draft || draft.field?.problem) return false;
  changeDraft(store, id, { row, field: null });
  return true;
}

type Typed = Omit<Field, 'problem' | 'began'>;

/** Applies an edit of the tree to the payload. If it cannot be made, the field says why. */
export function applyEdit(
  store: Editing,
  id: string,
  edit: Edit,
  { row, field: typed }: { readonly row: ValuePath | null; readonly field: Typed | null },
): void {
  const draft = store.editing.drafts.peek().get(id);
  if (!draft) return;
  const began = draft.field?.what === typed?.what ? draft.field?.began : undefined;
  const field = typed && { ...typed, began: began ?? { payload: draft.payload, row: draft.row } };
  if (edit.ok)
    changeDraft(store, id, { payload: edit.value, row, field: field && { ...field, problem: null } });
  else if (field) changeDraft(store, id, { field: { ...field, problem: edit.message } });
}

/** Whether something else in the row is to be mended before this field of it, or its type (null), can be changed. */
export function isHeldBack({ field }: Draft, what: Field['what'] | null): boolean {
  return field !== null && field.problem !== null && field.what !== what;
}

/** Takes back what is typed into the row's field. */
export function takeBack(store: Editing, id: string): void {
  const field = store.editing.drafts.peek().get(id)?.field;
  if (field) changeDraft(store, id, { ...field.began, field: null });
}

/** Why the draft cannot be written as it is, in the current form; null: it can. */
export function faultOf({ fault, field }: Draft): string | null {
  if (fault) return `Line ${fault.line}, column ${fault.column}: ${fault.message}`;
  return field?.problem ?? null;
}

/** Whether the jar has changed since the draft was made. Reads a signal. */
export function isOvertaken(store: Editing, { entry, seen }: Draft): boolean {
  return !isStill(presentCookie(store, entry.id), seen);
}

/** Keeps the draft, to replace the current cookie. Its other fields become the current cookie's. */
export function keepDraft(store: Editing, id: string): void {
  const present = store.page.entries.peek().find((entry) => entry.id === id);
  const draft = store.editing.drafts.peek().get(id);
  if (!draft) return;
  const isSession = present !== undefined && isEditable(present);
  changeDraft(store, id, { seen: present?.cookie ?? null, entry: isSession ? present : draft.entry });
}

/** Replaces the draft with a new one from the current cookie; removes it if that is not a session. */
export function startAnew(store: Editing, id: string): void {
  const present = store.page.entries.peek().find((entry) => entry.id === id);
  endDraft(store, id);
  if (present) beginDraft(store, present);
}
