/** How far the lines of nested values are indented. Deep nesting must not multiply the size of the text. */

/** The most spaces of indentation: anything nested deeper begins where its container does. */
const MOST_SPACES = 40;

/** The indentation of the parts of a container whose own line is indented by `outer`. */
export function indented(outer: string, step: string): string {
  return outer.length + step.length > MOST_SPACES ? outer : outer + step;
}
