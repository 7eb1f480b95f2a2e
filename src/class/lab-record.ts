import type { LabState, SeatEvent, StepState } from './records.ts';
import type { NewEvent } from './outbox.ts';

/** What happens in a lab of a page. Words are those of checks, never what was typed. */
export type LabNews = { lab: string } & (
  | { what: 'started' | 'stopped' | 'reset' }
  /** `left`: how many steps of the lab are not done in this run. */
  | { what: 'done'; step: string; title?: string; left?: number }
  | { what: 'hint' | 'shown' | 'caught-up'; step: string }
  /** The words of the first check that does not pass; undefined when all do. */
  | { what: 'failing'; step: string; says: string | undefined }
);

/**
 * The state of a lab after news of it, and the events that tell of it. Undefined where nothing has changed.
 * @param was its state before, if there was one
 */
export function recorded(
  was: LabState | undefined,
  news: LabNews,
  at: number,
): { value: LabState; events: NewEvent[] } | undefined {
  const { lab } = news;
  const state = was ?? { lab, revision: 0, at, running: false, steps: [] };
  const next = changed(state, news, at);
  if (!next) return undefined;
  return {
    value: { ...next, revision: state.revision + 1, at },
    events: eventsOf(news, at),
  };
}

function eventsOf(news: LabNews, at: number): NewEvent[] {
  const { lab, what } = news;
  if (what === 'failing') return [];
  const event: Omit<SeatEvent, 'n'> = { at, lab, what };
  return ['step' in news ? { ...event, step: news.step } : event];
}

function changed(state: LabState, news: LabNews, at: number): LabState | undefined {
  switch (news.what) {
    case 'started':
      if (state.running) return undefined;
      return { ...state, running: true, started: state.started ?? at };
    case 'stopped':
      return state.running ? { ...state, running: false } : undefined;
    case 'reset':
      return state;
    default:
      return withStep(state, news, at);
  }
}

function withStep(
  state: LabState,
  news: Extract<LabNews, { step: string }>,
  at: number,
): LabState | undefined {
  const step = state.steps.find(({ id }) => id === news.step) ?? freshStep(news.step);
  const next = stepAfter(step, news, at);
  if (!next) return undefined;
  const others = state.steps.filter(({ id }) => id !== step.id);
  const place = state.steps.findIndex(({ id }) => id === step.id);
  return {
    ...state,
    steps: place < 0 ? [...others, next] : state.steps.map((one) => (one === step ? next : one)),
  };
}

const freshStep = (id: string): StepState => ({ id, hints: 0, shown: false });

function stepAfter(
  step: StepState,
  news: Extract<LabNews, { step: string }>,
  at: number,
): StepState | undefined {
  switch (news.what) {
    case 'done':
    case 'caught-up':
      return step.done === undefined ? { ...step, done: at } : undefined;
    case 'hint':
      return { ...step, hints: step.hints + 1 };
    case 'shown':
      return step.shown ? undefined : { ...step, shown: true };
    case 'failing': {
      const { failing, ...rest } = step;
      if (failing?.says === news.says) return undefined;
      return news.says === undefined
        ? rest
        : { ...rest, failing: { says: news.says.slice(0, 300), since: at } };
    }
  }
}
