/** Components that are loaded when they are first shown, so that the panel itself is there at once. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Loaded<Props> = { readonly component: ComponentType<Props> } | { readonly failure: string };

/** A component that stands for another one until that is loaded; what was loaded once is there at once. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: Loaded<Props> | undefined;
  return function Lazy(props: Props) {
    const [loaded, setLoaded] = useState(known);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          known = { component };
          setLoaded(known);
        },
        (error: unknown) => setLoaded({ failure: error instanceof Error ? error.message : String(error) }),
      );
    }, [loaded]);
    if (!loaded) return null;
    if ('failure' in loaded) {
      return (
        <p role="alert" class="problem">
          ✗ This part of Session Lens could not be loaded: {loaded.failure}
        </p>
      );
    }
    const { component: Component } = loaded;
    return <Component {...props} />;
  };
}
