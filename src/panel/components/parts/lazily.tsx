/** Components that are loaded after the panel has appeared, so that it appears at once. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Loaded<Props> = { readonly component: ComponentType<Props> } | { readonly failure: string };

const loaders: (() => Promise<unknown>)[] = [];

/** A placeholder for a component until it is loaded; once loaded, it is rendered at once. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: { readonly component: ComponentType<Props> } | undefined;
  const get = async (): Promise<Loaded<Props>> => {
    try {
      known ??= { component: await load() };
      return known;
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  };
  loaders.push(get);
  return function Lazy(props: Props) {
    const [loaded, setLoaded] = useState<Loaded<Props> | undefined>(known);
    useEffect(() => {
      if (!loaded) void get().then(setLoaded);
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

/** Loads everything that is loaded lazily, before it is needed. Never rejects. */
export async function loadAll(): Promise<void> {
  await Promise.all(loaders.map((load) => load()));
}
