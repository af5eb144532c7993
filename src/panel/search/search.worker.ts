/** A search worker's script: each message is a question and gets one answer, in order. The searches are in answers.ts. */
import { ANSWERS } from './answers.ts';
import type { Answered, Asked } from './messages.ts';

let before: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  before = before.then(async () => postMessage(await answerTo(data)));
});

async function answerTo(question: Asked): Promise<Answered> {
  try {
    return { ok: true, answer: await answer(question) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function answer(question: Asked) {
  switch (question.name) {
    case 'nearestMiss':
      return ANSWERS.nearestMiss(question.asked);
    case 'publishedKey':
      return ANSWERS.publishedKey(question.asked);
    case 'trySlice':
      return ANSWERS.trySlice(question.asked);
  }
}
