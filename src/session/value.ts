/** The payload's values: every type that Flask's tagged JSON can carry, without losing a digit. Types only. */

/** A value of a session payload; `type` is Python's own name for its type. */
export type Value =
  | NoneValue
  | BoolValue
  | IntValue
  | FloatValue
  | StrValue
  | ListValue
  | TupleValue
  | DictValue
  | BytesValue
  | MarkupValue
  | UuidValue
  | DatetimeValue;

export type NoneValue = { readonly type: 'None' };
export type BoolValue = { readonly type: 'bool'; readonly value: boolean };
/** An integer of any size: decimal digits, a leading `-` if negative, as Python's `str(int)`. */
export type IntValue = { readonly type: 'int'; readonly digits: string };
/** A double. NaN, the infinities and -0 are values like any other. */
export type FloatValue = { readonly type: 'float'; readonly value: number };
/** UTF-16 as JavaScript has it; lone surrogates are kept. */
export type StrValue = { readonly type: 'str'; readonly text: string };
export type ListValue = { readonly type: 'list'; readonly items: readonly Value[] };
export type TupleValue = { readonly type: 'tuple'; readonly items: readonly Value[] };
/** Entries in the order read; keys are unique, the last of a repeated key wins, as in Python. */
export type DictValue = { readonly type: 'dict'; readonly entries: readonly DictEntry[] };
export type DictEntry = readonly [key: string, value: Value];
export type BytesValue = { readonly type: 'bytes'; readonly bytes: Uint8Array };
export type MarkupValue = { readonly type: 'Markup'; readonly text: string };
/** 32 lower-case hexadecimal digits. */
export type UuidValue = { readonly type: 'UUID'; readonly hex: string };
/** Whole seconds since 1970-01-01 UTC, as Flask's HTTP dates carry. */
export type DatetimeValue = { readonly type: 'datetime'; readonly seconds: number };
