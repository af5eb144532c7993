/** How far the lines of nested values are indented. Deep nesting must not multiply what a payload is as text. */

/** Spaces that a line is indented by at most: what is nested deeper begins where its container does. */
const MOST_SPACES = 40;

/** What the parts of a container are indented by, whose own line is indented by `outer`. */
export function indented(outer: string, step: string): string {
  return outer.length + step.length > MOST_SPACES ? outer : outer + step;
}
