/** The tabs of a cookie's view, whatever the cookie's origin. */
import type { DetailTab } from '../../store/store.ts';
import type { Tab } from '../parts/Tabs.tsx';

export const TABS: readonly Tab<DetailTab>[] = [
  { name: 'payload', label: 'Payload' },
  { name: 'size', label: 'Size' },
  { name: 'lifetime', label: 'Lifetime' },
  { name: 'signature', label: 'Signature' },
  { name: 'raw', label: 'Raw' },
];
