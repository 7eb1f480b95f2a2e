import { useEffect, useRef, useState } from 'react';
import { complete as completeLine, type Completion } from '../../console/complete.ts';
import { bareLine } from '../../console/script.ts';
import { consoleContext, startLine, type StartedLine } from '../../lab-kit/lab-console.ts';
import { useLab } from '../Lab/context.ts';
import { Printer, type ConsoleLine } from './printer.ts';

/** Runs one command at a time at a server. Leaving the page ends a running command. */
export function useCommands(server: string) {
  const lab = useLab();
  const [lines, setLines] = useState<readonly ConsoleLine[]>([]);
  const [running, setRunning] = useState<StartedLine>();
  const [printer] = useState(() => new Printer(setLines));
  const current = useRef<StartedLine>(undefined);
  useEffect(
    () => () => {
      current.current?.stop();
      printer.end();
    },
    [printer],
  );

  const print = {
    out: (text: string) => printer.print('out', text),
    err: (text: string) => printer.print('err', text),
  };
  return {
    lines,
    running: running !== undefined,
    run: async (line: string) => {
      printer.print('typed', `${server}$ nats ${bareLine(line)}`);
      const started = startLine(lab, server, line, print);
      current.current = started;
      setRunning(started);
      if ((await started.ended) === 130) printer.print('err', '^C');
      setRunning(undefined);
    },
    stop: () => running?.stop(),
    remark: (text: string) => printer.print('err', text),
    clear: () => printer.clear(),
    complete: (line: string): Promise<Completion> =>
      completeLine(line, consoleContext(lab.session, server)),
  };
}
