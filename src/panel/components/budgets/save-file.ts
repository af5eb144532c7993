/** Hands a text to the browser to be saved as a file. It must not know what is in it. */

/** Long enough for a browser that asks where to save it, and reads it only then. */
const KEPT_FOR = 600_000;

/** Saves as a click on a link would: with the browser's own question where, if it has one. `name` is a safe file name. */
export function saveFile(file: {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}): void {
  // With values a report may have megabytes: too much for a data: URL.
  const url = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR);
}
