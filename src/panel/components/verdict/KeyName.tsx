import { keyName } from '../../format/verdict.ts';

/** How the user calls a key: text of his own, marked as a name. Never the key. */
export function KeyName({ name }: { readonly name: string }) {
  return <b class="key-name">{keyName(name)}</b>;
}
