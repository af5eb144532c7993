/** A small table of facts, a name and a value each. */
import type { ComponentChildren } from 'preact';

export function Facts({
  caption,
  children,
}: {
  readonly caption: string;
  readonly children: ComponentChildren;
}) {
  return (
    <table class="facts">
      <caption>{caption}</caption>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Fact({ name, value }: { readonly name: string; readonly value: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
    </tr>
  );
}
