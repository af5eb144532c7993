/** The size of a pasted cookie: by the browser's rule, and by Werkzeug's where the header is known. */
import '../../styles/size.css';
import type { PastedEntry } from '../../store/scratchpad.ts';
import { Costs } from '../size/Costs.tsx';
import { Limits } from '../size/Limits.tsx';
import { WireFacts } from '../size/WireFacts.tsx';
import { pastedTexts } from './pasted-texts.ts';

export function PastedSize({ pasted: { entry, setCookie } }: { readonly pasted: PastedEntry }) {
  const { session } = entry;
  return (
    <>
      <Limits entry={entry} header={setCookie && pastedTexts(setCookie).text} />
      {!setCookie && (
        <p class="quiet">
          Werkzeug counts the whole Set-Cookie with its attributes, which are not known here.
        </p>
      )}
      {session && (
        <>
          <Costs key={entry.id} session={session} />
          <WireFacts session={session} />
        </>
      )}
    </>
  );
}
