import { useEffect, useRef, useState } from 'react';
import { builtIn, type BuiltIn } from '../../console/built-ins.ts';
import { complete as completeLine, type Completion } from '../../console/complete.ts';
import { numbered, type History } from '../../console/history.ts';
import { bareLine } from '../../console/script.ts';
import { errorText } from '../../lab/error-text.ts';
import { consoleContext, startLine, type StartedLine } from '../../lab-kit/lab-console.ts';
import type { Store } from '../../lab/session/store.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { kindOfErr, Printer, type ConsoleLine } from './printer.ts';

/** What words of a shell speak of. */
interface Shell {
  history: Store<History>;
  /** Ends the prompt, or answers why not. */
  exit: () => string | undefined;
}

/** Lets the browser hear keys and draw, as lines that fail at once leave no pause for that. */
const heard = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Runs commands at a server, one at a time. Leaving the page ends a running one. */
export function useCommands(server: string, shell?: Shell) {
  const lab = useLab();
  const { run } = useLabSnapshot();
  const [lines, setLines] = useState<readonly ConsoleLine[]>([]);
  const [running, setRunning] = useState(false);
  const [printer] = useState(() => new Printer(setLines));
  const current = useRef<StartedLine>(undefined);
  /** Ctrl-C may come between two lines. */
  const stopped = useRef(false);
  const isStopped = () => stopped.current;
  const [stop] = useState(() => () => {
    stopped.current = true;
    current.current?.stop();
  });
  useEffect(
    () => () => {
      stop();
      printer.end();
    },
    [printer, stop],
  );

  // Lines that still wait were meant for the servers that they were typed for.
  useEffect(() => stop, [run, stop]);

  const print = {
    out: (text: string) => printer.print('out', text),
    err: (text: string) => printer.print(kindOfErr(text), text),
  };
  /** Answers whether the prompt is still there. */
  const exit = (): boolean => {
    const why = shell?.exit();
    if (why !== undefined) print.err(why);
    return why !== undefined;
  };
  const runWord = (word: BuiltIn, { history }: Shell): boolean => {
    if (word.type === 'exit') return exit();
    if (word.type === 'clear') printer.clear();
    else numbered(history.get(), word.last).forEach(print.out);
    return true;
  };
  /** Answers whether the line has come to its end: Ctrl-C has not stopped it. */
  const runOne = async (line: string): Promise<boolean> => {
    const word = builtIn(line);
    if (word && shell) {
      printer.print('typed', `${server}$ ${line.trim()}`);
      return runWord(word, shell);
    }
    printer.print('typed', `${server}$ nats ${bareLine(line)}`);
    current.current = startLine(lab, server, line, print);
    return (await current.current.ended) !== 130;
  };
  return {
    lines,
    running,
    /** Runs lines in turn, as a shell does: also those behind one that fails, but not behind Ctrl-C. */
    run: async (toRun: readonly string[]) => {
      setRunning(true);
      stopped.current = false;
      const waiting = [...toRun];
      for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
        const ended = await runOne(line);
        if (waiting.length > 0) await heard();
        if (ended && !(isStopped() && waiting.length > 0)) continue;
        const dropped = waiting.length;
        printer.print(
          'note',
          dropped ? `^C (${dropped} more ${dropped === 1 ? 'line' : 'lines'} not run)` : '^C',
        );
        break;
      }
      setRunning(false);
    },
    stop,
    /** Shows a line that runs elsewhere, and then its output. */
    show: (line: string, printed: Promise<string>) => {
      printer.print('typed', `${server}$ nats ${bareLine(line)}`);
      printed.then(
        (text) => text && print.out(text),
        (error: unknown) => print.err(errorText(error)),
      );
    },
    exit,
    clear: () => printer.clear(),
    complete: (line: string): Promise<Completion> =>
      completeLine(line, consoleContext(lab.session, server)),
  };
}
