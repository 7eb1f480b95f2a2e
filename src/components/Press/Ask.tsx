import { useState } from 'react';
import Press, { type PressProps } from './Press.tsx';
import Question from './Question.tsx';

export interface Loss {
  /** Says what would be lost, and asks; undefined where nothing would be, and then nobody is asked. */
  question: () => string | undefined | Promise<string | undefined>;
  yes: string;
  no: string;
}

type AskProps = Omit<PressProps, 'onPress'> & Loss & { onYes: () => void };

/**
 * A button for an act by which something may be lost. It asks in its place and says what that is; where nothing would
 * be lost, it acts at once.
 */
export default function Ask({ question, yes, no, onYes, focus, ...button }: AskProps) {
  const [asked, setAsked] = useState<string>();
  const [asking, setAsking] = useState(false);
  // Back from the question, the keyboard is where it came from.
  const [answered, setAnswered] = useState(false);
  const press = async () => {
    setAsking(true);
    const words = await question();
    setAsking(false);
    if (words === undefined) onYes();
    else setAsked(words);
  };
  const end = () => {
    setAnswered(true);
    setAsked(undefined);
  };
  if (asked === undefined) {
    return (
      <Press
        {...button}
        idle={button.idle || asking}
        focus={focus || answered}
        onPress={() => void press()}
      />
    );
  }
  return (
    <Question
      yes={yes}
      no={no}
      onNo={end}
      onYes={() => {
        end();
        onYes();
      }}
    >
      {asked}
    </Question>
  );
}
