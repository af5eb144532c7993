/** How long the browser keeps a pasted cookie, if its header says so. */
import type { ParsedSetCookie } from '../../../cookies/index.ts';
import { counted } from '../../format/numbers.ts';
import type { PastedEntry } from '../../store/scratchpad.ts';
import { BrowserClock } from '../detail/LifetimeTab.tsx';
import { Fact, Facts } from '../parts/Facts.tsx';

type Props = {
  readonly pasted: PastedEntry;
  /** Seconds since 1970. */
  readonly now: number;
};

export function PastedClock({ pasted: { setCookie }, now }: Props) {
  if (setCookie?.maxAge === null) return <BrowserClock expires={setCookie.expires} now={now} />;
  return (
    <Facts caption="The browser’s clock">
      <Fact
        name="Lifetime"
        value={setCookie ? maxAgeText(setCookie) : 'not known: only a Set-Cookie header says'}
      />
    </Facts>
  );
}

function maxAgeText({ maxAge }: ParsedSetCookie): string {
  if (maxAge === null || maxAge <= 0) return 'none: this Max-Age deletes the cookie';
  return `permanent: ${counted(maxAge, 'second')} from when it was received (Max-Age)`;
}
