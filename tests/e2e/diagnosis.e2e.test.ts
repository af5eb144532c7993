/** Real Flask applications with one fault each: the panel names the fault, and nothing else. */
import { describeVisits } from './diagnosing.ts';
import { FAULTS } from './faults.ts';

describeVisits('a diagnosis', 'is given of $what', FAULTS);
