/** How the site's Flask is configured: the name of its session cookie, how it is signed, how long it lasts. */
import { useSignal } from '@preact/signals';
import { DIGESTS, isSameSigning, KEY_DERIVATIONS, type SigningParameters } from '../../../session/index.ts';
import { DIGEST_NAMES } from '../../format/digests.ts';
import { FLASK_SETTINGS, type SiteSettings } from '../../store/site-settings.ts';
import type { Store } from '../../store/store.ts';
import { LifetimeSetting } from '../parts/LifetimeSetting.tsx';
import { Section } from './Section.tsx';
import { ChoiceSetting, TextSetting } from './SettingFields.tsx';
import { cookieNameProblem, saltProblem } from './setting-rules.ts';

type Props = { readonly store: Store; readonly origin: string };

export function SigningSettings({ store, origin }: Props) {
  /** Changes when all settings are reset, so that refused text is discarded too. */
  const round = useSignal(0);
  return (
    <Section title="Cookie and signature">
      <Fields key={round.value} store={store} origin={origin} />
      {!isStandard(store.settings.of(origin)) && (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => {
              store.settings.reset(origin);
              round.value++;
            }}
          >
            Back to Flask’s defaults
          </button>
        </p>
      )}
      <Problem store={store} />
      <p class="quiet">
        Flask has no setting for the salt, the key derivation or the digest: only a custom session interface
        can change them.
      </p>
    </Section>
  );
}

function Fields({ store, origin }: Props) {
  const { cookieName, parameters } = store.settings.of(origin);
  const { cookieName: usualName, parameters: usual } = FLASK_SETTINGS;
  const sign = (changes: Partial<SigningParameters>): void =>
    store.settings.change(origin, { parameters: { ...parameters, ...changes } });
  return (
    <>
      <TextSetting
        label="SESSION_COOKIE_NAME"
        value={cookieName}
        standard={usualName}
        placeholder={usualName}
        problemOf={cookieNameProblem}
        onTake={(name) => store.settings.change(origin, { cookieName: name })}
      />
      <TextSetting
        label="Salt"
        value={parameters.salt}
        standard={usual.salt}
        placeholder="empty"
        problemOf={saltProblem}
        onTake={(salt) => sign({ salt })}
      />
      <ChoiceSetting
        label="Key derivation"
        value={parameters.keyDerivation}
        standard={usual.keyDerivation}
        options={KEY_DERIVATIONS}
        nameOf={(name) => name}
        onTake={(keyDerivation) => sign({ keyDerivation })}
      />
      <ChoiceSetting
        label="Digest"
        value={parameters.digest}
        standard={usual.digest}
        options={DIGESTS}
        nameOf={(digest) => DIGEST_NAMES[digest]}
        onTake={(digest) => sign({ digest })}
      />
      <LifetimeSetting store={store} origin={origin} />
    </>
  );
}

function Problem({ store }: { readonly store: Store }) {
  const problem = store.settings.problem.value;
  return (
    <p role="alert" class="problem">
      {problem !== null && `✗ The browser did not save these settings: ${problem}`}
    </p>
  );
}

function isStandard({ cookieName, parameters, lifetime }: SiteSettings): boolean {
  return (
    cookieName === FLASK_SETTINGS.cookieName &&
    lifetime === FLASK_SETTINGS.lifetime &&
    isSameSigning(parameters, FLASK_SETTINGS.parameters)
  );
}
