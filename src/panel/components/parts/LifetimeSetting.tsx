/** Where the user enters the application's PERMANENT_SESSION_LIFETIME. */
import { formatDuration, parseDuration } from '../../../cookies/index.ts';
import type { Store } from '../../store/store.ts';
import { TextSetting } from '../keys/SettingFields.tsx';

type Props = { readonly store: Store; readonly origin: string };

/** A new `key` for another origin discards what was typed for the previous one. */
export function LifetimeSetting({ store, origin }: Props) {
  const seconds = store.settings.of(origin).lifetime;
  const read = (text: string) =>
    text.trim() === '' ? ({ ok: true, seconds: null } as const) : parseDuration(text);
  return (
    <TextSetting
      label="PERMANENT_SESSION_LIFETIME"
      value={seconds === null ? '' : formatDuration(seconds, 'all')}
      placeholder="not set: 31 days"
      problemOf={(text) => {
        const parsed = read(text);
        return parsed.ok ? null : `${parsed.message} (character ${parsed.position + 1})`;
      }}
      onTake={(text) => {
        const parsed = read(text);
        if (parsed.ok) store.settings.change(origin, { lifetime: parsed.seconds });
      }}
    >
      such as “31 days”, “3600” or “timedelta(hours=1)”, for all of {origin}
    </TextSetting>
  );
}
