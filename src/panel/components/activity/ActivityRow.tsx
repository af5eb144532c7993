/** One entry of the activity in the list. Decodes only what it shows, once. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { RecordedRequest } from '../../../messaging/recording.ts';
import type { Outcome } from '../../../trail/index.ts';
import { clockTime, exactTime } from '../../format/clock.ts';
import { causeText, growthText, OUTCOMES, requestLine } from '../../format/happenings.ts';
import { shortened } from '../../format/preview.ts';
import { visible, visibleShort } from '../../format/visible.ts';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';
import type { SignatureState } from '../../store/verdicts.ts';
import { SignatureSign } from '../cookies/CookieRow.tsx';
import { Sign } from '../parts/Sign.tsx';

type Props = {
  readonly activity: Pick<ActivityConcern, 'select' | 'signatureOf' | 'changesOf'>;
  readonly happening: Happening;
  readonly index: number;
  readonly isSelected: boolean;
  /** Where the arrow keys continue from. */
  readonly isActive: boolean;
};

export function rowId(id: number): string {
  return `happening-${id}`;
}

/** One component per row, with cells that are plain elements: dozens of rows change in one frame of scrolling. */
export function ActivityRow({ activity, happening, index, isSelected, isActive }: Props) {
  const { id } = happening.recorded;
  const signature = activity.signatureOf(happening);
  const cells = useMemo(
    () => cellsOf(happening, signature, activity.changesOf(happening)),
    [happening, signature],
  );
  return (
    <tr
      id={rowId(id)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      class={isActive ? 'happening active' : 'happening'}
      onClick={() => activity.select(id)}
    >
      {cells}
    </tr>
  );
}

/** What the columns say about a happening, except its sign and time. */
type Texts = {
  readonly name: ComponentChildren;
  readonly nameTitle?: string;
  readonly outcome: string;
  readonly changes: string;
  readonly growth: string;
  readonly request: ComponentChildren;
  readonly requestTitle: string;
};

function cellsOf(happening: Happening, signature: SignatureState, changes: string) {
  const { time } = happening.recorded;
  const texts = happening.kind === 'unread' ? unreadTexts(happening) : judgedTexts(happening, changes);
  return (
    <>
      <td class="sign-column">
        <OutcomeSign happening={happening} />
      </td>
      <td class="time-column" title={exactTime(time)}>
        {clockTime(time)}
      </td>
      <td class="cookie-column" title={texts.nameTitle}>
        {texts.name}
      </td>
      <td class="outcome-column">{texts.outcome}</td>
      <td class="changes-column" title={texts.changes}>
        {texts.changes}
      </td>
      <td class="size-column">{texts.growth}</td>
      <td class="key-column">
        <SignatureSign signature={signature} />
      </td>
      <td class="request-column" title={texts.requestTitle}>
        {texts.request}
      </td>
    </>
  );
}

function judgedTexts(happening: Exclude<Happening, { kind: 'unread' }>, changes: string): Texts {
  const { step, outcome } = happening;
  const name = visibleShort(step.entry.name);
  return {
    ...{ name, nameTitle: name, outcome: OUTCOMES[outcome] },
    ...{ changes, growth: growthText(step.growth) },
    ...(happening.kind === 'change'
      ? unexplainedTexts(causeText(happening))
      : requestTexts(happening.recorded.request)),
  };
}

export const UNREAD = 'a redirect whose headers the browser did not show';

function unreadTexts({ recorded }: Extract<Happening, { kind: 'unread' }>): Texts {
  return {
    name: <span class="quiet">not known</span>,
    ...{ outcome: 'unread', changes: UNREAD, growth: '' },
    ...requestTexts(recorded.request),
  };
}

type RequestTexts = Pick<Texts, 'request' | 'requestTitle'>;

function unexplainedTexts(cause: string): RequestTexts {
  return { request: <span class="quiet">no response: {cause}</span>, requestTitle: cause };
}

function requestTexts({ method, url, status }: RecordedRequest): RequestTexts {
  return {
    request: (
      <>
        <span>{requestLine(method, url.text)}</span> <span class="quiet status">{status}</span>
      </>
    ),
    requestTitle: visible(`${shortened(method)} ${shortened(url.text)}`),
  };
}

function OutcomeSign({ happening }: { readonly happening: Happening }) {
  if (happening.kind === 'unread') return <Sign kind="warning" label="headers not shown" />;
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
  'deletes-nothing': { shape: '∅', label: 'no effect: there was no such cookie to delete' },
  unknown: { shape: '?', label: 'stored or rejected: not known' },
};
