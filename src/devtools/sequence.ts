/** Runs actions in the order in which they were received, although some are known late. Knows nothing about the actions. */
import { placeByTime } from '../trail/index.ts';

/** A place in the sequence. */
export type Place = {
  /** Runs `action` as soon as everything before it has. Only the first call counts. */
  fill(action: () => void): void;
};

type Waiting = Place & {
  readonly received: number;
  /** Whether it may turn out to be that of something received earlier. */
  readonly isOpen: boolean;
  action: (() => void) | null;
};

export class Sequence {
  #places: Waiting[] = [];

  /**
   * Takes a place after everything received before that is still waiting; nothing after it runs until it is filled.
   *
   * @param received in milliseconds since 1970
   * @param isOpen whether it may turn out to be that of something received earlier
   */
  take(received: number, isOpen = false): Place {
    const place = this.#placeOf(received, isOpen);
    const index = placeByTime(this.#places, received, (other) => other.received);
    this.#places.splice(index, 0, place);
    return place;
  }

  /**
   * Takes the first of these places that is still waiting, and gives up all of them: filling one then does nothing. Takes
   * a new place if none is waiting.
   *
   * @param received in milliseconds since 1970
   */
  takeOver(places: readonly Place[], received: number): Place {
    const given = new Set(places);
    const index = this.#places.findIndex((place) => given.has(place));
    if (index < 0) return this.take(received);
    const place = this.#placeOf(received, false);
    this.#places[index] = place;
    this.#places = this.#places.filter((other) => !given.has(other));
    return place;
  }

  /** Moves a place that is still waiting behind all open ones, if it is not. */
  defer(place: Place): void {
    const index = (this.#places as readonly Place[]).indexOf(place);
    const lastOpen = this.#places.findLastIndex(({ isOpen }) => isOpen);
    if (index < 0 || lastOpen < index) return;
    const [moved] = this.#places.splice(index, 1);
    if (moved) this.#places.splice(lastOpen, 0, moved);
    this.#run();
  }

  #placeOf(received: number, isOpen: boolean): Waiting {
    const place: Waiting = {
      received,
      isOpen,
      action: null,
      fill: (action) => {
        place.action ??= action;
        this.#run();
      },
    };
    return place;
  }

  #run(): void {
    for (let [place] = this.#places; place?.action; [place] = this.#places) {
      const { action } = place;
      this.#places.shift();
      // Whoever keeps the place does not keep what the action needed.
      place.action = DONE;
      try {
        action();
      } catch (error) {
        throwApart(error);
      }
    }
  }
}

const DONE = (): void => undefined;

/** Shows an error in the console, without stopping the actions after it. */
function throwApart(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
