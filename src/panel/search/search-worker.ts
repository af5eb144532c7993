/** The panel's end of a search worker: questions go in, answers come out in order. It must not search by itself. */
import type { Answered, QuestionName, Questions } from './messages.ts';
import workerUrl from './search.worker.ts?worker&url';

export type SearchWorker = {
  /** Rejects with the worker's reason; if the worker itself fails, all open questions reject too. */
  ask<Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]['asked'],
  ): Promise<Questions[Name]['answer']>;
  /** Terminates it at once; open questions get no answer. */
  end(): void;
};

/** Starts a worker; `onDead` is called once if it fails, after which it answers nothing. */
export type StartWorker = (onDead: () => void) => SearchWorker;

type OpenQuestion = { readonly resolve: (answer: never) => void; readonly reject: (reason: Error) => void };

export const startSearchWorker: StartWorker = (onDead) => {
  const worker = new Worker(scriptUrl(), { type: 'module' });
  const open: OpenQuestion[] = [];
  const die = (reason: string): void => {
    worker.terminate();
    for (const { reject } of open.splice(0)) reject(new Error(`the search has ended unexpectedly${reason}`));
    onDead();
  };
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    const question = open.shift();
    if (data.ok) question?.resolve(data.answer as never);
    else question?.reject(new Error(data.message));
  };
  worker.onerror = ({ message }) => die(message ? `: ${message}` : '');
  worker.onmessageerror = () => die(': its answer cannot be read');
  return {
    ask: (name, asked) =>
      new Promise((resolve, reject) => {
        open.push({ resolve, reject });
        worker.postMessage({ name, asked });
      }),
    end: () => worker.terminate(),
  };
};

type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL(): string },
  ): { createScriptURL(input: string): { toString(): string } };
};

/**
 * Under the extension's CSP only a trusted script URL starts a worker. Its only policy returns the address of this
 * worker, whatever it is given. In a browser without trusted types, the plain address is used.
 */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('search-worker', {
  createScriptURL: () => workerUrl,
});

function scriptUrl(): string {
  // The types of the DOM have no trusted types yet: to them a script's address is a string.
  return (policy?.createScriptURL('') ?? workerUrl) as string;
}
