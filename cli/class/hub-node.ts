import { writeFileSync } from 'node:fs';
import { ready, startProcess, type ServerProcess } from '../../src/hosts/local/server-process.ts';
import type { Watchdog } from '../../src/hosts/local/watchdog.ts';

/** A server of the hub that is started again when it ends unasked. */
export interface HubNode {
  name: string;
  /** Resolves when it takes clients for the first time. */
  ready: Promise<void>;
  isRunning: () => boolean;
  pid(): number | undefined;
  /** Kills it, and starts it again after some milliseconds; of one that is killed, only the second. */
  crash(ms: number): void;
  close(): Promise<void>;
}

/** How long until a server that ended by itself is started again, in milliseconds. */
const again = 500;

/** Starts a server on a configuration that is written for each start. @param file where it is written */
export function keepRunning(
  binary: string,
  name: string,
  file: string,
  to: {
    config: () => string;
    watchdog: Watchdog;
    /** Told why it ended unasked. */
    ended: (reason: string) => void;
    /** Told when it takes clients again. */
    started: () => void;
  },
): HubNode {
  let closing = false;
  let running = false;
  let child: ServerProcess | undefined;
  let pause = again;
  let timer: NodeJS.Timeout | undefined;

  const start = async () => {
    writeFileSync(file, to.config(), { mode: 0o600 });
    const mine = startProcess(binary, file, () => {});
    child = mine;
    to.watchdog.guard(mine.pid);
    void mine.ended.then((reason) => {
      running = false;
      to.watchdog.release(mine.pid);
      if (closing) return;
      startIn(pause);
      pause = again;
      to.ended(reason);
    });
    await ready(name, mine);
    running = true;
  };
  const startIn = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void start().then(to.started, () => {});
    }, ms);
  };
  const first = start();
  // It is awaited by the caller, maybe after another.
  first.catch(() => {});
  return {
    name,
    ready: first,
    isRunning: () => running,
    pid: () => child?.pid,
    crash(ms) {
      if (timer) return startIn(ms);
      pause = ms;
      child?.signal('SIGKILL');
    },
    async close() {
      closing = true;
      clearTimeout(timer);
      await child?.stop();
    },
  };
}
