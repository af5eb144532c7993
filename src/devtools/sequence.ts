/** Runs actions in the order in which they were received, although some are known late. Knows nothing about the actions. */
import { placeByTime } from '../trail/index.ts';

/** Fills a place: `action` runs as soon as everything before it has. Only the first call counts. */
export type Fill = (action: () => void) => void;

type Place = { readonly received: number; action: (() => void) | null };

export class Sequence {
  readonly #places: Place[] = [];

  /**
   * Takes a place after everything received before that is still waiting; nothing after it runs until it is filled.
   *
   * @param received in milliseconds since 1970
   */
  take(received: number): Fill {
    const place: Place = { received, action: null };
    const index = placeByTime(this.#places, received, (other) => other.received);
    this.#places.splice(index, 0, place);
    return (action) => {
      place.action ??= action;
      this.#run();
    };
  }

  #run(): void {
    for (let action = this.#places[0]?.action; action; action = this.#places[0]?.action) {
      this.#places.shift();
      try {
        action();
      } catch (error) {
        throwApart(error);
      }
    }
  }
}

/** Shows an error in the console, without stopping the actions after it. */
function throwApart(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
