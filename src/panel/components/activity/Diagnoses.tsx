/** Why a session was lost or is about to be: a sentence for each diagnosis, and the entries that show it. */
import { useRef } from 'preact/hooks';
import type { Diagnosis } from '../../../trail/index.ts';
import { clockTime, exactTime } from '../../format/clock.ts';
import { type DiagnosisWords, diagnosisWords } from '../../format/diagnoses.ts';
import { entryName } from '../../format/happenings.ts';
import { grouped } from '../../format/numbers.ts';
import { visible, visibleShort } from '../../format/visible.ts';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';

type Props = { readonly activity: ActivityConcern };

/** The most entries linked, the last ones. */
const MOST_LINKS = 4;

/** A diagnosis in words, with what it is shown by. */
type Told = {
  readonly diagnosis: Diagnosis;
  readonly evidence: readonly Happening[];
  readonly words: DiagnosisWords;
  /** Stays the same for the same fault of the same cookie. */
  readonly key: string;
};

export function Diagnoses({ activity }: Props) {
  const all = activity.happenings.value;
  const counts = new Map<string, number>();
  const byId = new Map(all.map((happening) => [happening.recorded.id, happening]));
  const told = activity.diagnoses.value.map((diagnosis): Told => {
    const evidence = diagnosis.evidence.flatMap((id) => byId.get(id) ?? []);
    const fault = `${diagnosis.kind} ${diagnosis.name}`;
    const count = (counts.get(fault) ?? 0) + 1;
    counts.set(fault, count);
    const words = diagnosisWords(diagnosis, rejectionOf(evidence.at(-1)));
    return { diagnosis, evidence, words, key: `${fault} ${count}` };
  });
  return (
    <>
      <Announcement told={told} />
      {told.length > 0 && (
        <section aria-label="Diagnosis" class="diagnoses">
          {told.map((each) => (
            <Sentence key={each.key} activity={activity} told={each} />
          ))}
        </section>
      )}
    </>
  );
}

/** Announces new faults, once each: their numbers change with every response. */
function Announcement({ told }: { readonly told: readonly Told[] }) {
  const known = useRef<ReadonlySet<string>>(new Set());
  const text = useRef('');
  const added = told.filter(({ key }) => !known.current.has(key));
  if (added.length > 0) text.current = added.map(({ words }) => `${visible(words.lead)}.`).join(' ');
  if (told.length === 0) text.current = '';
  known.current = new Set(told.map(({ key }) => key));
  return (
    <span role="status" class="visually-hidden" aria-label="New diagnosis">
      {text.current}
    </span>
  );
}

function Sentence({ activity, told }: Props & { readonly told: Told }) {
  const { diagnosis, evidence, words } = told;
  const { sign, lead, rest, remedy } = words;
  const shown = evidence.slice(-MOST_LINKS);
  const times = new Set(shown.map(({ recorded }) => clockTime(recorded.time)));
  // Links that read alike are none to choose from.
  const timeText = times.size < shown.length ? exactTime : clockTime;
  return (
    <p>
      <span class={sign}>
        {sign === 'refused' ? '✗' : '▲'} {visible(lead)}
      </span>
      {visible(rest)} {visible(remedy)}{' '}
      <span class="evidence quiet">
        <bdi>{visibleShort(diagnosis.name)}</bdi>
        {evidence.length > shown.length && ` … ${grouped(evidence.length - shown.length)} earlier`}
        {shown.map((happening) => (
          <Evidence
            key={happening.recorded.id}
            activity={activity}
            happening={happening}
            text={timeText(happening.recorded.time)}
          />
        ))}
      </span>
    </p>
  );
}

type EvidenceProps = Props & { readonly happening: Happening; readonly text: string };

function Evidence({ activity, happening, text }: EvidenceProps) {
  if (happening.kind === 'unread') return null;
  const { id } = happening.recorded;
  return (
    <>
      {' · '}
      <button
        type="button"
        class="link"
        aria-label={entryName(happening.step.entry)}
        title="Show this entry"
        onClick={() => activity.show(id)}
      >
        {text}
      </button>
    </>
  );
}

function rejectionOf(happening: Happening | undefined): string {
  return happening?.kind === 'set-cookie' ? (happening.prediction.reasons[0]?.sentence ?? '') : '';
}
