import type { LogLevel } from '../../lab/network/host.ts';

const levels: Record<string, LogLevel> = {
  DBG: 'debug',
  TRC: 'trace',
  INF: 'info',
  WRN: 'warn',
  ERR: 'error',
  FTL: 'fatal',
};

/** `[pid] date time [INF] text`, the time being optional. */
const line = /^(?:\[\d+\] )?(?:\d{4}\/\d\d\/\d\d [\d:.]+ )?\[(DBG|TRC|INF|WRN|ERR|FTL)\] (.*)$/;

/**
 * Reads the lines that a nats-server process prints, one at a time. One without a level belongs to
 * the line before; before any other, it is why the process did not start.
 */
export function logReader(): (text: string) => { level: LogLevel; text: string } {
  let last: LogLevel = 'fatal';
  return (text) => {
    const [, level, message] = line.exec(text) ?? [];
    if (level === undefined || message === undefined) {
      return /^(nats-server|panic|fatal error): /.test(text)
        ? { level: (last = 'fatal'), text: text.replace(/^nats-server: /, '') }
        : { level: last, text };
    }
    last = levels[level]!;
    return { level: last, text: message };
  };
}

/**
 * Answers the address that a log line tells the server to listen at, if machines other than this one reach it. Every
 * listener tells its own when it opens, in each release and on each system.
 */
export function listensBeyond(text: string): string | undefined {
  const told = /^(?:Listening for .+? on|Starting https? monitor on) (?:\w+:\/\/)?(.*):-?\d+$/;
  const host = told.exec(text)?.[1];
  if (host === undefined || /^\[?(?:127(?:\.\d+){3}|::1|localhost)\]?$/.test(host))
    return undefined;
  return text.replace(/^.* on /, '');
}
