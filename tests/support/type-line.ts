import { startLine } from '../../src/lab-kit/lab-console.ts';
import type { LabKit } from '../../src/lab-kit/lab-kit.ts';

/** The result of a line. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A line that has been typed into a console. It may run on until it is stopped. */
export interface TypedLine {
  /** All that it has printed so far, errors among it. */
  printed: () => string;
  /** As `printed`, without the remarks that the `nats` CLI does not make. */
  answered: () => string;
  /** Its result, once it has ended. */
  result: () => Ran | undefined;
  ended: Promise<Ran>;
  /** Ctrl-C. */
  stop: () => Promise<Ran>;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Types a line into a console at a server. */
export function typeLine(kit: LabKit, server: string, line: string): TypedLine {
  const { print, printed, answered } = record();
  const started = startLine(kit, server, line, print);
  let result: Ran | undefined;
  const ended = started.ended.then(
    (code) => (result = { code, out: printed('out'), err: printed('err') }),
  );
  return {
    printed: () => printed(),
    answered,
    result: () => result,
    ended,
    stop: () => {
      started.stop();
      return ended;
    },
    signal: started.signal,
  };
}

/** Keeps what a line prints. */
export function record() {
  const lines: { of: 'out' | 'err'; text: string }[] = [];
  const print = (of: 'out' | 'err') => (text: string) => void lines.push({ of, text });
  const textOf = (wanted: typeof lines) => wanted.map(({ text }) => text).join('\n');
  return {
    print: { out: print('out'), err: print('err') },
    printed: (wanted?: 'out' | 'err') => textOf(lines.filter(({ of }) => !wanted || of === wanted)),
    /** See `TypedLine`. */
    answered: () => textOf(lines.filter(({ of, text }) => of === 'out' || isError.test(text))),
  };
}

/** An error in the words of the CLI; other lines beside the output are remarks. */
const isError = /^(error|nats: error|nats: API error): /;

/** A line that has succeeded before, as one that has been typed. */
export function hasRun(out: string): TypedLine {
  const ran: Ran = { code: 0, out, err: '' };
  const ended = Promise.resolve(ran);
  return {
    printed: () => out,
    answered: () => out,
    result: () => ran,
    ended,
    stop: () => ended,
    signal: AbortSignal.abort(),
  };
}
