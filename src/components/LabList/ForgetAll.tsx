import Ask from '../Press/Ask.tsx';
import { forget } from '../Lab/progress.ts';

/** Forgets the progress in all labs, once the reader has said so twice. */
export default function ForgetAll({ steps }: { steps: number }) {
  return (
    <Ask
      name="Forget all"
      look="loss"
      question={() => `Forget what you have done in every lab? ${stepsWords(steps)} lost.`}
      yes="Forget it"
      no="Keep it"
      onYes={() => forget()}
    />
  );
}

const stepsWords = (steps: number) =>
  steps === 1 ? 'The tick of one step is' : `The ticks of ${steps} steps are`;
