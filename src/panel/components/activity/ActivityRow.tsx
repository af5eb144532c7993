/** One entry of the activity in the list. Decodes only what it shows, once. */
import type { ComponentChildren } from 'preact';
import type { RecordedRequest } from '../../../messaging/recording.ts';
import type { Outcome } from '../../../trail/index.ts';
import { clockTime, exactTime } from '../../format/clock.ts';
import { causeText, changesOf, growthText, OUTCOMES, requestLine } from '../../format/happenings.ts';
import { label } from '../../format/preview.ts';
import { visible } from '../../format/visible.ts';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';
import { SignatureSign } from '../CookieRow.tsx';
import { Sign } from '../Sign.tsx';

type Props = {
  readonly activity: Pick<ActivityConcern, 'select' | 'signatureOf'>;
  readonly happening: Happening;
  readonly index: number;
  readonly isSelected: boolean;
  /** Where the arrow keys go on from. */
  readonly isActive: boolean;
};

export function rowId(id: number): string {
  return `happening-${id}`;
}

export function ActivityRow({ activity, happening, index, isSelected, isActive }: Props) {
  const { id, time } = happening.recorded;
  return (
    <tr
      id={rowId(id)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      class={isActive ? 'happening active' : 'happening'}
      onClick={() => activity.select(id)}
    >
      <Cell name="sign">
        <OutcomeSign happening={happening} />
      </Cell>
      <Cell name="time" title={exactTime(time)}>
        {clockTime(time)}
      </Cell>
      {happening.kind === 'unread' ? (
        <Unread happening={happening} />
      ) : (
        <Told activity={activity} happening={happening} />
      )}
    </tr>
  );
}

type Judged = Exclude<Happening, { kind: 'unread' }>;

type ToldProps = Pick<Props, 'activity'> & { readonly happening: Judged };

function Told({ activity, happening }: ToldProps) {
  const { step, outcome } = happening;
  const name = visible(label(step.entry.name));
  const changes = changesOf(happening);
  return (
    <>
      <Cell name="cookie" title={name}>
        {name}
      </Cell>
      <Cell name="outcome">{OUTCOMES[outcome]}</Cell>
      <Cell name="changes" title={changes}>
        {changes}
      </Cell>
      <Cell name="size">{growthText(step.growth)}</Cell>
      <Cell name="key">
        <SignatureSign signature={activity.signatureOf(happening)} />
      </Cell>
      {happening.kind === 'change' ? (
        <Cell name="request" title={causeText(happening.recorded)}>
          <span class="quiet">no response: {causeText(happening.recorded)}</span>
        </Cell>
      ) : (
        <RequestCell request={happening.recorded.request} />
      )}
    </>
  );
}

function Unread({ happening: { recorded } }: { readonly happening: Extract<Happening, { kind: 'unread' }> }) {
  return (
    <>
      <Cell name="cookie">
        <span class="quiet">not known</span>
      </Cell>
      <Cell name="outcome">unread</Cell>
      <Cell name="changes" title={UNREAD}>
        {UNREAD}
      </Cell>
      <Cell name="size" />
      <Cell name="key" />
      <RequestCell request={recorded.request} />
    </>
  );
}

export const UNREAD = 'a redirect whose headers the browser never showed';

function RequestCell({ request }: { readonly request: RecordedRequest }) {
  const { method, url, status } = request;
  return (
    <Cell name="request" title={visible(`${label(method)} ${label(url.text)}`)}>
      {requestLine(method, url.text)} <span class="quiet">{status}</span>
    </Cell>
  );
}

type CellProps = { readonly name: string; readonly title?: string; readonly children?: ComponentChildren };

function Cell({ name, title, children }: CellProps) {
  return (
    <td class={`${name}-column`} title={title}>
      {children}
    </td>
  );
}

export function OutcomeSign({ happening }: { readonly happening: Happening }) {
  if (happening.kind === 'unread') return <Sign kind="warning" label="headers never shown" />;
  if (happening.outcome === 'rejected') return <Sign kind="refused" label="rejected" />;
  if (happening.kind === 'set-cookie' && happening.prediction.warnings.length > 0)
    return <Sign kind="warning" label={`${OUTCOMES[happening.outcome]}, with warnings`} />;
  const sign = QUIET_SIGNS[happening.outcome];
  if (!sign) return <Sign kind="accepted" label={OUTCOMES[happening.outcome]} />;
  return (
    <span role="img" class="quiet" aria-label={sign.label} title={sign.label}>
      {sign.shape}
    </span>
  );
}

/** Of outcomes that are neither good nor bad. */
const QUIET_SIGNS: Readonly<Partial<Record<Outcome, { readonly shape: string; readonly label: string }>>> = {
  deleted: { shape: '–', label: 'deleted' },
  'deletes-nothing': { shape: '∅', label: 'no effect: there was none to delete in that place' },
  unknown: { shape: '?', label: 'stored or rejected: not known' },
};
