/** Whether only the beginning of a payload was read: what is measured of it would be wrong. */
import type { FlaskSession } from '../../../session/index.ts';

export function isCut({ notices }: Pick<FlaskSession, 'notices'>): boolean {
  return notices.some(({ code }) => code === 'payload-cut');
}
