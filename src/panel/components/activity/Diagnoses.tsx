/** Why a session was lost, or is about to be: a sentence for each diagnosis, and the entries that show it. */

import type { Diagnosis } from '../../../trail/index.ts';
import { clockTime } from '../../format/clock.ts';
import { diagnosisWords } from '../../format/diagnoses.ts';
import { grouped } from '../../format/numbers.ts';
import { label } from '../../format/preview.ts';
import type { ActivityConcern } from '../../store/activity/activity.ts';
import type { Happening } from '../../store/activity/ledger.ts';

type Props = { readonly activity: ActivityConcern };

/** Entries that are linked, the last ones. */
const MOST_LINKS = 4;

export function Diagnoses({ activity }: Props) {
  const diagnoses = activity.diagnoses.value;
  if (diagnoses.length === 0) return null;
  return (
    <div role="status" aria-label="Diagnosis" class="diagnoses">
      {diagnoses.map((diagnosis) => (
        <Sentence
          key={`${diagnosis.kind} ${diagnosis.evidence[0]}`}
          activity={activity}
          diagnosis={diagnosis}
        />
      ))}
    </div>
  );
}

function Sentence({ activity, diagnosis }: Props & { readonly diagnosis: Diagnosis }) {
  const ids = new Set(diagnosis.evidence);
  const evidence = activity.happenings.value.filter(({ recorded }) => ids.has(recorded.id));
  const { sign, lead, rest, remedy } = diagnosisWords(diagnosis, rejectionOf(evidence.at(-1)));
  const shown = evidence.slice(-MOST_LINKS);
  return (
    <p>
      <span class={sign}>
        {sign === 'refused' ? '✗' : '▲'} {lead}
      </span>
      {rest} {remedy}{' '}
      <span class="evidence quiet">
        {label(diagnosis.name)}
        {evidence.length > shown.length && ` … ${grouped(evidence.length - shown.length)} earlier`}
        {shown.map(({ recorded }) => (
          <span key={recorded.id}>
            {' · '}
            <button
              type="button"
              class="link"
              title="Show this entry"
              onClick={() => activity.show(recorded.id)}
            >
              {clockTime(recorded.time)}
            </button>
          </span>
        ))}
      </span>
    </p>
  );
}

function rejectionOf(happening: Happening | undefined): string {
  return happening?.kind === 'set-cookie' ? (happening.prediction.reasons[0]?.sentence ?? '') : '';
}
