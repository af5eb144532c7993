/** The messages between the panel and its search workers. Types only. */
import type { Finding, LinesTried, PublishedKey, Question } from '../../keys/index.ts';
import type { SigningParameters } from '../../session/index.ts';

/** Each question that a worker answers: its arguments and its answer. All of it can be cloned. */
export type Questions = {
  nearestMiss: { readonly asked: Question; readonly answer: Finding | null };
  publishedKey: {
    readonly asked: { readonly text: string; readonly parameters: SigningParameters };
    readonly answer: PublishedKey | null;
  };
  trySlice: { readonly asked: SliceToTry; readonly answer: LinesTried };
};

export type QuestionName = keyof Questions;

/** The lines of a file that begin at the bytes from `start` up to `end` (excluded). */
export type SliceToTry = {
  readonly file: Blob;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly parameters: SigningParameters;
};

/** To a worker: one question. */
export type Asked = {
  readonly [Name in QuestionName]: { readonly name: Name; readonly asked: Questions[Name]['asked'] };
}[QuestionName];

/** From a worker: the answers, in the order of the questions. */
export type Answered =
  | { readonly ok: true; readonly answer: Questions[QuestionName]['answer'] }
  | { readonly ok: false; readonly message: string };
