/** The attributes of a pasted cookie as they were written, and which of them have no effect. */
import type { AttributeName, IgnoredBecause } from '../../../cookies/index.ts';
import { counted } from '../../format/numbers.ts';
import { visibleShort } from '../../format/visible.ts';
import type { PastedEntry } from '../../store/scratchpad.ts';
import { Fact, Facts } from '../parts/Facts.tsx';

/** A header can hold thousands of attributes: at most this many are shown. */
const MOST_ATTRIBUTES = 50;

export function PastedAttributes({ pasted: { entry, setCookie } }: { readonly pasted: PastedEntry }) {
  if (!setCookie) {
    return <p class="quiet">Only a Set-Cookie header has attributes: those of this cookie are not known.</p>;
  }
  const { attributes } = setCookie;
  const hidden = attributes.length - MOST_ATTRIBUTES;
  return (
    <>
      <Facts caption="Attributes">
        <Fact name="Name" value={<code class="breakable">{visibleShort(entry.cookie.name)}</code>} />
        {attributes.slice(0, MOST_ATTRIBUTES).map(({ name, value, known, ignored }, index) => (
          <Fact
            // Attributes may be repeated, and their order never changes.
            key={index}
            name={visibleShort(name) || '(no name)'}
            value={
              <>
                <span class="breakable">
                  {visibleShort(value) || (known !== null && FLAGS.has(known) ? 'yes' : 'empty')}
                </span>
                {ignored !== null && <span class="quiet"> – no effect: {IGNORED[ignored]}</span>}
              </>
            }
          />
        ))}
      </Facts>
      {attributes.length === 0 && <p class="quiet">It has no attributes.</p>}
      {hidden > 0 && <p class="quiet">And {counted(hidden, 'more attribute')}.</p>}
    </>
  );
}

const FLAGS: ReadonlySet<AttributeName> = new Set<AttributeName>(['secure', 'httponly', 'partitioned']);

const IGNORED: Readonly<Record<IgnoredBecause, string>> = {
  unknown: 'this browser does not know it',
  'too-long': 'it is too long',
  repeated: 'it is repeated, and the last one counts',
  unreadable: 'it cannot be read',
  overruled: 'Max-Age takes precedence',
};
