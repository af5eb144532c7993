/** Healthy Flask applications, and odd ones: the panel has nothing to say. A file of its own, to run beside that of the faults. */
import { describeVisits } from './diagnosing.ts';
import { HEALTHY } from './healthy.ts';

describeVisits('no diagnosis', 'is given of $what', HEALTHY);
