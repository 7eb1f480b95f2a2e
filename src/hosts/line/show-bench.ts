import type { LogLine, SharedEvents } from '../../lab/network/host.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { toBytes } from '../channel/codec.ts';
import { packetsOf, type Shown, type ShownEvents, type ShownState } from './shown-protocol.ts';

/** A lab that runs in this page, as it is shown to all of a class. */
export interface ShownBench {
  /** The name of its topology. */
  topology: string;
  /** How it is now. */
  state: () => Omit<ShownState, 'answers'>;
  /** Tells of each change, after telling how it is. Answers the end of that. */
  watch: (events: SharedEvents) => () => void;
  /** Tells what servers answer the page. Answers the end of that. */
  answered: (listener: (question: string, answer: unknown) => void) => () => void;
}

/** A bench that is being shown. */
export interface Show {
  /** Somebody has come, or has missed something: all of it is told again, to everybody at once. */
  look: () => void;
  /** Ends it; those who look are told why. */
  end: (words: string) => void;
}

/** Milliseconds: between two packets of changes, of one answer, of all that there is, and of signs of life. */
const every = { changes: 100, answer: 2000, all: 1000, life: 10_000 };
/** How much of frames and log lines is told in one packet of changes, and in all that there is, in bytes. */
const room = { changes: 48 << 10, all: 96 << 10 };
/** How long an answer is told to newcomers after it was last given, in milliseconds. */
const answerLasts = 20_000;

interface Answer {
  text: string;
  answer: unknown;
  /** When it was last given, and last told. */
  given: number;
  told: number;
  /** Whether it has changed since it was told. */
  fresh: boolean;
}

/** Shows a bench to all who listen: each packet is sent once, however many they are. */
export function showBench(send: (packet: Uint8Array) => void, bench: ShownBench): Show {
  let n = 0;
  let messages = 0;
  let missed = 0;
  let left = room.changes;
  let waiting: Extract<Shown, { type: 'more' }>['events'] = [];
  let lastAll = -Infinity;
  let lastSent = performance.now();
  let wanted = true;
  const answers = new Map<string, Answer>();

  const say = (shown: Shown) => {
    lastSent = performance.now();
    for (const packet of packetsOf(messages++, toBytes(shown))) send(packet);
  };
  const add = <K extends keyof ShownEvents>(name: K, ...event: Parameters<ShownEvents[K]>) => {
    waiting.push([name, ...event] as never);
  };
  /** Adds those for which there is room; the others are counted. */
  const addSome = (name: 'onLog' | 'onWire', items: readonly (LogLine | WireEvent)[]): void => {
    const taken = items.filter((item) => {
      left -= sizeOf(item);
      if (left < 0) missed++;
      return left >= 0;
    });
    if (taken.length > 0) waiting.push([name, taken] as never);
  };

  const tellAnswers = (now: number) => {
    for (const [question, one] of answers) {
      if (now - one.given > answerLasts) answers.delete(question);
      else if (one.fresh && now - one.told >= every.answer) {
        answers.set(question, { ...one, told: now, fresh: false });
        add('onAnswer', question, one.answer);
      }
    }
  };

  const tick = () => {
    const now = performance.now();
    tellAnswers(now);
    if (missed > 0) add('onMissed', missed);
    if (waiting.length > 0 || now - lastSent > every.life) {
      n++;
      say({ type: 'more', n, events: waiting });
      waiting = [];
      missed = 0;
      left = room.changes;
    }
    if (!wanted || now - lastAll < every.all) return;
    wanted = false;
    lastAll = now;
    const state = bench.state();
    say({
      type: 'all',
      n,
      topology: bench.topology,
      state: {
        ...state,
        log: newest(state.log),
        wire: newest(state.wire),
        answers: Object.fromEntries([...answers].map(([key, { answer }]) => [key, answer])),
      },
    });
  };

  const ends = [
    bench.watch({
      onServer: (...event) => add('onServer', ...event),
      onLink: (...event) => add('onLink', ...event),
      onConfig: (...event) => add('onConfig', ...event),
      onLog: (lines) => addSome('onLog', lines),
      onWire: (events) => addSome('onWire', events),
    }),
    bench.answered((question, answer) => {
      const text = JSON.stringify(answer);
      const was = answers.get(question);
      answers.set(question, {
        text,
        answer,
        given: performance.now(),
        told: was?.told ?? -Infinity,
        fresh: was?.text !== text || was.fresh,
      });
    }),
  ];
  // How it was at first is in all that there is.
  waiting = [];
  missed = 0;
  const timer = setInterval(tick, every.changes);
  return {
    look: () => (wanted = true),
    end: (words) => {
      clearInterval(timer);
      for (const end of ends) end();
      say({ type: 'end', words });
    },
  };
}

function sizeOf(item: LogLine | WireEvent): number {
  if ('text' in item) return 100 + item.text.length;
  return 200 + item.line.length + (item.headers?.length ?? 0) + (item.payload?.length ?? 0);
}

/** The newest of them, as many as there is room for. */
function newest<T extends LogLine | WireEvent>(items: readonly T[]): readonly T[] {
  let left = room.all;
  const from = items.findLastIndex((item) => (left -= sizeOf(item)) < 0);
  return items.slice(from + 1);
}
