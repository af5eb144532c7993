/** A cursor over a line of text for `duration.ts`. Consumes what matches at the cursor; knows no grammar. */

/** A text that cannot be read; `position` is an index into it (UTF-16 units). */
export class SyntaxProblem extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Reads a text from left to right. */
export class Scanner {
  readonly #text: string;
  #position: number;

  constructor(text: string, position = 0) {
    this.#text = text;
    this.#position = position;
    this.skipSpace();
  }

  /** Index of the next character to be read. */
  get position(): number {
    return this.#position;
  }

  /** Consumes what the sticky pattern matches at the cursor; null, without moving, if it does not match. */
  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#position;
    const match = sticky.exec(this.#text);
    if (match !== null) this.#position = sticky.lastIndex;
    return match;
  }

  looksAt(sticky: RegExp): boolean {
    sticky.lastIndex = this.#position;
    return sticky.test(this.#text);
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  /** Skips space, then returns whether nothing is left. */
  atEnd(): boolean {
    this.skipSpace();
    return this.#position >= this.#text.length;
  }
}
