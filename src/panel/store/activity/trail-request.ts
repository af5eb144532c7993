/** The request of a recorded Set-Cookie, as the trail has it. Translates; judges nothing. */
import type { SetCookieEntry } from '../../../messaging/recording.ts';
import type { TrailRequest } from '../../../trail/index.ts';
import { cookieValues } from './cookie-header.ts';

/** The resource types that are loaded into the tab or a frame, as the record names them. */
const NAVIGATIONS: ReadonlySet<string | null> = new Set(['document', 'iframe', 'frame']);

/** Whether it answers a CORS preflight, which neither sends nor stores cookies. */
export function isPreflight({ request }: Pick<SetCookieEntry, 'request'>): boolean {
  return request.resource === 'preflight';
}

/**
 * @param url the request's, parsed
 * @param name the cookie's, whose sent values are told
 */
export function requestOf(entry: SetCookieEntry, url: URL, name: string): TrailRequest {
  const { request } = entry;
  return {
    method: request.method,
    url: url.href,
    status: request.status,
    page: request.page?.text ?? null,
    isCrossSite: request.isCrossSite ?? false,
    isCrossOrigin: request.isCrossOrigin ?? false,
    isPreflight: isPreflight(entry),
    isNavigation: NAVIGATIONS.has(request.resource),
    carriesCookies: request.cookieHeader && request.cookieHeader.length > 0,
    sent: cookieValues(request.cookieHeader, name),
  };
}
