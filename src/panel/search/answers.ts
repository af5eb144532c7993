/** What a search worker answers: the searches themselves. It must know nothing about workers, so that it runs anywhere. */
import { MAX_LINE, nearestMiss, publishedKeys, tryLines } from '../../keys/index.ts';
import { createKeyTester, readSignedText, type SigningParameters } from '../../session/index.ts';
import type { QuestionName, Questions, SliceToTry } from './messages.ts';

type Tester = (key: Uint8Array) => boolean;

/** Answers to each question. Only reading a file can reject, with the browser's reason. */
export const ANSWERS: {
  readonly [Name in QuestionName]: (
    asked: Questions[Name]['asked'],
  ) => Questions[Name]['answer'] | Promise<Questions[Name]['answer']>;
} = {
  nearestMiss,
  publishedKey: ({ text, parameters }) => {
    const isSigner = testerOf(text, parameters);
    return publishedKeys().find(({ bytes }) => isSigner(bytes)) ?? null;
  },
  trySlice: async ({ file, start, end, text, parameters }) => {
    const from = Math.max(0, start - 1);
    const bytes = await bytesOf(file, from, end + MAX_LINE + LINE_END);
    return tryLines(bytes, start - from, end - from, testerOf(text, parameters));
  },
};

/** Bytes of the longest line end. */
const LINE_END = 2;

async function bytesOf(file: SliceToTry['file'], from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

function testerOf(text: string, parameters: SigningParameters): Tester {
  const signed = readSignedText(text);
  return signed === null ? () => false : createKeyTester(signed, parameters);
}
