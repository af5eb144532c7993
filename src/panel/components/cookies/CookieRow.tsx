/** One cookie in the list. */
import { useEffect, useRef } from 'preact/hooks';
import { BROWSER_LIMIT, bytesLeft, type Cookie, type Shadow } from '../../../cookies/index.ts';
import { nameOf } from '../../format/cookie-name.ts';
import { day, second } from '../../format/dates.ts';
import { counted, grouped } from '../../format/numbers.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import type { SignatureState } from '../../store/verdicts.ts';
import { isNearLimit, Meter } from '../parts/Meter.tsx';
import { Sign } from '../parts/Sign.tsx';

type Props = {
  readonly store: Store;
  readonly entry: CookieEntry;
  /** The group of same-named cookies that it is sent with, if any. */
  readonly shadow: Shadow | undefined;
  /** In the whole list. */
  readonly place: number;
  readonly isSelected: boolean;
  readonly isFocusable: boolean;
};

export function CookieRow({ store, entry, shadow, place, isSelected, isFocusable }: Props) {
  const row = useRef<HTMLTableRowElement>(null);
  const { cookie, size } = entry;
  const excess = store.budgets.excessOf(entry);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isSelected]);
  return (
    <tr
      ref={row}
      data-row={place}
      aria-selected={isSelected}
      tabIndex={isFocusable ? 0 : -1}
      onClick={() => store.selection.select(entry.id)}
    >
      <td class="sign-column">
        <Warnings store={store} entry={entry} excess={excess} />
      </td>
      <td class="name" title={cookie.name}>
        <bdi>{nameOf(cookie)}</bdi>
        <Whereabouts cookie={cookie} shadow={shadow} />
      </td>
      <td class="format-column quiet">{formatOf(entry)}</td>
      <td
        class="size-column"
        title={`${grouped(size.total)} of ${grouped(BROWSER_LIMIT)} bytes: name + value`}
      >
        <span class="number">{grouped(size.total)}</span>{' '}
        {excess > 0 ? (
          <span class="warning">over budget</span>
        ) : (
          <span aria-hidden="true">
            <Meter size={size} />
          </span>
        )}
      </td>
      <td
        class="expires-column"
        title={cookie.expires === null ? 'until the browser closes' : second(cookie.expires)}
      >
        {cookie.expires === null ? 'volatile' : day(cookie.expires)}
      </td>
      <td class="key-column">
        <SignatureSign signature={store.verdicts.signatureOf(entry)} />
      </td>
    </tr>
  );
}

function formatOf(entry: CookieEntry): string {
  if (entry.isFlaskSession) return 'Flask';
  return entry.serverSide ? 'server-side' : 'plain';
}

/** One sign for all warnings. */
function Warnings({ store, entry, excess }: Pick<Props, 'store' | 'entry'> & { readonly excess: number }) {
  const warnings = [
    isNearLimit(entry.size) ? `${counted(bytesLeft(entry.size), 'byte')} left` : '',
    excess > 0 ? `${counted(excess, 'byte')} over your budget` : '',
    store.investigations.publishedKeyOf(entry) ? 'anyone can forge it: its key is published' : '',
  ].filter((warning) => warning !== '');
  return warnings.length > 0 ? <Sign kind="warning" label={warnings.join('; ')} /> : null;
}

/** What distinguishes same-named cookies, and which of them the server reads. */
function Whereabouts({ cookie, shadow }: { readonly cookie: Cookie; readonly shadow: Shadow | undefined }) {
  const place = [
    cookie.hostOnly ? '' : `.${cookie.domain}`,
    cookie.path === '/' && !shadow ? '' : cookie.path,
    cookie.partitionKey ? 'partitioned' : '',
  ].filter((part) => part !== '');
  return (
    <>
      {place.length > 0 && <span class="quiet"> {place.join(' ')}</span>}
      {shadow && <span class="quiet"> · {shadowText(cookie, shadow)}</span>}
    </>
  );
}

function shadowText(cookie: Cookie, shadow: Shadow): string {
  if (shadow.first === cookie) return 'sent first';
  return shadow.candidates.includes(cookie) ? 'order unknown' : 'shadowed';
}

/** Which of the site's keys signed a session; nothing if that is not known. */
export function SignatureSign({ signature }: { readonly signature: SignatureState }) {
  switch (signature.state) {
    case 'valid':
      return (
        <>
          <Sign kind="accepted" label={`signed with ${signature.key.name}`} />{' '}
          <span class="signer">{signature.key.name}</span>
        </>
      );
    case 'bad':
      return <Sign kind="refused" label="signed with none of your keys" />;
    default:
      return null;
  }
}
