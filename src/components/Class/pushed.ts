import type { GenericSchema, InferOutput } from 'valibot';
import {
  askSchema,
  benchShownSchema,
  countdownSchema,
  faultSchema,
  handSchema,
  messageSchema,
  pauseSchema,
  placeSchema,
  questionStateSchema,
  read,
  type QuestionState,
} from '../../class/records.ts';

const schemas = {
  place: placeSchema,
  message: messageSchema,
  countdown: countdownSchema,
  pause: pauseSchema,
  ask: askSchema,
  hand: handSchema,
  fault: faultSchema,
  bench: benchShownSchema,
} satisfies Record<string, GenericSchema>;
type What = keyof typeof schemas;

/** The last values that a seat has been told; `questions` by the tokens of their subjects. */
export type Pushed = { readonly [K in What]?: InferOutput<(typeof schemas)[K]> } & {
  readonly questions?: Readonly<Record<string, QuestionState>>;
};

/**
 * What a seat knows after a message.
 * @param what the subject behind `class.push.`
 */
export function pushedInto(pushed: Pushed, what: string, text: string): Pushed {
  const rest = what.replace(/^all\.|^seat\.[^.]+\./, '');
  if (rest.startsWith('question.')) {
    const state = read(questionStateSchema, text);
    if (!state) return pushed;
    return { ...pushed, questions: { ...pushed.questions, [rest.slice(9)]: state } };
  }
  if (!Object.hasOwn(schemas, rest)) return pushed;
  const value = read<GenericSchema>(schemas[rest as What], text) as { at?: number } | undefined;
  const was = pushed[rest as What] as { at?: number } | undefined;
  // A message to one and a message to all are one line: the later counts. So does a last value that comes late.
  if (!value || (was?.at ?? 0) > (value.at ?? Infinity)) return pushed;
  return { ...pushed, [rest]: value };
}
