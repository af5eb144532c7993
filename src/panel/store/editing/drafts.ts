/** Drafts of payloads: begun, changed in either form, given up. Nothing is written here. */
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
import { isStill, presentCookie } from './writing.ts';

/** What is typed into a field of the tree's chosen row, and why it is none of what belongs there. */
export type Field = {
  readonly what: 'key' | 'value';
  readonly text: string;
  /** Whether it is a value in Python's notation, as it was when the typing began. */
  readonly isLiteral: boolean;
  readonly problem: string | null;
  /** What the typing began with, to go back to. */
  readonly began: Pick<Draft, 'payload' | 'row'>;
};

export type Draft = {
  /** What the draft began with: its payload, signature and attributes. */
  readonly entry: CookieEntry;
  /** What the user knows to be in the jar; null: nothing. */
  readonly seen: Cookie | null;
  /** As last read without a fault. */
  readonly payload: Value;
  readonly form: 'tree' | 'text';
  /** Of the text form: as typed; null: the payload has none, for it would be too long to be read back. */
  readonly text: string | null;
  /** Why the text is no payload. */
  readonly fault: PythonNotice | null;
  /** What Flask would give back otherwise than the text says. */
  readonly warnings: readonly PythonNotice[];
  /** Of the tree form: the row with the fields; null: none. */
  readonly row: ValuePath | null;
  readonly field: Field | null;
  /** The key to sign with; null: the one that signed the present value, or else the current one. */
  readonly keyId: string | null;
  readonly keepsTimestamp: boolean;
  readonly isInReview: boolean;
  /** Why it was not written when that was tried. */
  readonly refusal: string | null;
};

type Editing = Pick<Store, 'editing' | 'page'>;

/** Spaces a level in the text form. */
const INDENT = 4;

/** Whether a cookie can be edited: it carries a session that was read whole. */
export function isEditable(entry: CookieEntry): boolean {
  return entry.session !== null && !isCut(entry.session);
}

/** Whether it is one of the page's cookies, as they are now: those of the record and pasted ones are not. Reads a signal. */
export function isLive({ page }: Pick<Store, 'page'>, entry: CookieEntry): boolean {
  return page.entries.value.includes(entry);
}

/** The payload with which a draft began. */
export function originalOf({ entry }: Pick<Draft, 'entry'>): Value {
  return entry.session?.payload ?? { type: 'dict', entries: [] };
}

/** Opens the editor for a live cookie; `edit` is a change made at once, which is then to be reviewed. */
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

/** Gives a draft up. */
export function endDraft({ editing }: Editing, id: string): void {
  const drafts = new Map(editing.drafts.peek());
  drafts.delete(id);
  editing.drafts.value = drafts;
}

/** Changes of a draft; of one that is not there any more, none. */
export function changeDraft({ editing }: Editing, id: string, changes: Partial<Draft>): void {
  const draft = editing.drafts.peek().get(id);
  if (!draft) return;
  editing.drafts.value = new Map(editing.drafts.peek()).set(id, { ...draft, refusal: null, ...changes });
}

/** What is typed as the whole text. */
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

/** Shows the draft's other form. What is at fault in one of them stays there, to be mended. */
export function chooseForm(store: Editing, id: string, form: Draft['form']): void {
  const draft = store.editing.drafts.peek().get(id);
  if (!draft || draft.form === form) return;
  const isFresh = form === 'text' && draft.fault === null && !draft.field?.problem;
  changeDraft(store, id, {
    form,
    ...(isFresh ? { text: textOf(draft.payload), warnings: [], field: null } : {}),
  });
}

/** Null for one that no text form could hold. */
function textOf(payload: Value): string | null {
  const text = pythonSource(payload, INDENT);
  return text.length > MAX_PYTHON ? null : text;
}

/** Gives up what is typed as the text and is no payload, for what was read of it last. */
export function dropText(store: Editing, id: string): void {
  changeDraft(store, id, { form: 'tree', fault: null });
}

/** A row of the tree is edited from now on; not before what is typed into another is mended. */
export function chooseRow(store: Editing, id: string, row: ValuePath | null): boolean {
  const draft = store.editing.drafts.peek().get(id);
  if (!draft || draft.field?.problem) return false;
  changeDraft(store, id, { row, field: null });
  return true;
}

type Typed = Omit<Field, 'problem' | 'began'>;

/** An edit of the payload by the tree. Of one that cannot be made, the field says why. */
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

/** Why the draft cannot be written as it stands, for the form that it was made in; null: it can. */
export function faultOf({ fault, field }: Draft): string | null {
  if (fault) return `Line ${fault.line}, column ${fault.column}: ${fault.message}`;
  return field?.problem ?? null;
}

/** Whether the jar holds something else than when the draft was made. Reads a signal. */
export function isOvertaken(store: Editing, { entry, seen }: Draft): boolean {
  return !isStill(presentCookie(store, entry.id), seen);
}

/** Keeps the draft, to be written over what is there now. Its other fields are the present cookie's. */
export function keepDraft(store: Editing, id: string): void {
  const present = store.page.entries.peek().find((entry) => entry.id === id);
  const draft = store.editing.drafts.peek().get(id);
  if (!draft) return;
  const isSession = present !== undefined && isEditable(present);
  changeDraft(store, id, { seen: present?.cookie ?? null, entry: isSession ? present : draft.entry });
}

/** Gives the draft up for a new one of what is there now; where that is no session, for none. */
export function startAnew(store: Editing, id: string): void {
  const present = store.page.entries.peek().find((entry) => entry.id === id);
  endDraft(store, id);
  if (present) beginDraft(store, present);
}
