import { useEffect, useRef, useState } from 'react';
import type { ConsoleContext } from '../../console/command.ts';
import { complete as completeLine, type Completion } from '../../console/complete.ts';
import { runLine } from '../../console/run.ts';
import { useLab } from '../Lab/context.ts';
import { consoleContext } from './console-context.ts';
import { Printer, type ConsoleLine } from './printer.ts';

/** Runs one command at a time at a server. What runs when the page is left is ended. */
export function useCommands(server: string) {
  const { session, running: all } = useLab();
  const [lines, setLines] = useState<readonly ConsoleLine[]>([]);
  const [running, setRunning] = useState<AbortController>();
  const [printer] = useState(() => new Printer(setLines));
  const current = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      current.current?.abort();
      printer.end();
    },
    [printer],
  );

  const context = (signal: AbortSignal): ConsoleContext => ({
    ...consoleContext(session, server),
    signal,
    out: (text) => printer.print('out', text),
    err: (text) => printer.print('err', text),
  });
  return {
    lines,
    running: running !== undefined,
    run: async (line: string) => {
      const command = new AbortController();
      current.current = command;
      setRunning(command);
      printer.print('typed', `${server}$ nats ${line.trim().replace(/^nats\s+/, '')}`);
      const own = { server, line: line.trim(), stop: () => command.abort() };
      all.add(own);
      const code = await runLine(line, context(command.signal));
      all.delete(own);
      if (code === 130) printer.print('err', '^C');
      setRunning(undefined);
    },
    stop: () => running?.abort(),
    remark: (text: string) => printer.print('err', text),
    clear: () => printer.clear(),
    complete: (line: string): Promise<Completion> =>
      completeLine(line, context(new AbortController().signal)),
  };
}
