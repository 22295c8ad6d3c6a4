/** Entry of an image's thread: one image, whose bytes nobody vouches for, read where it can stall nobody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import { openImage } from '../open-image.ts';
import { browseImage } from './browse-image.ts';
import {
  type Answer,
  type ImageQuestions,
  type ImageThreadData,
  openingId,
  type Question,
} from './image-messages.ts';
import { sectorLooker } from './look-at-sector.ts';
import { portraitOf } from './portrait.ts';

const port = parentPort!;
const { path } = workerData as ImageThreadData;

async function answered(id: number, work: () => unknown): Promise<void> {
  let answer: Answer;
  try {
    answer = { id, value: await work() };
  } catch (error) {
    answer = { id, error: toWireError(error) };
  }
  port.postMessage(answer);
}

function ask(questions: ImageQuestions, { name, asked }: Question): unknown {
  return (questions[name] as (asked: unknown) => unknown)(asked);
}

await answered(openingId, async () => {
  const image = await openImage(path);
  const questions: ImageQuestions = {
    ...browseImage(image),
    ...sectorLooker(image),
    portrait: () => portraitOf(image),
  };
  port.on('message', (question: Question) => void answered(question.id, () => ask(questions, question)));
  return questions.describe();
});
