import { keyName } from '../../format/verdict.ts';

/** The user's name for a key, marked as a name. Never the key itself. */
export function KeyName({ name }: { readonly name: string }) {
  return <b class="key-name">{keyName(name)}</b>;
}
