import type { LogLevel, LogLine } from '../../lab/network/host.ts';
import { hasWords } from '../Filter/filter-words.ts';

/** What is shown of a log: a line, or those of a start that say where and as whom a server has started. */
export type LogItem =
  { type: 'line'; line: LogLine } | { type: 'banner'; id: string; lines: readonly LogLine[] };

/** The levels that a reader may ask for. Each shows the more severe levels too. */
export const askedLevels = ['error', 'warn', 'info', 'debug', 'trace'] as const;
export type AskedLevel = (typeof askedLevels)[number];

const severity: Record<LogLevel, number> = {
  fatal: 0,
  error: 0,
  warn: 1,
  info: 2,
  debug: 3,
  trace: 4,
};

/** As the server writes them. */
export const levelWords: Record<LogLevel, string> = {
  fatal: 'FTL',
  error: 'ERR',
  warn: 'WRN',
  info: 'INF',
  debug: 'DBG',
  trace: 'TRC',
};

const begins = /^Starting nats-server/;
const ends = /^Server is ready/;
/** What a server says of a connection belongs to no banner. */
const ofConnection = /^\S+:\d+ - \w+:\d+ - |^Error /;

/** The lines of a server down to a level, which have all words of a filter. Without one, the banner of each start is one. */
export function logItems(
  log: readonly LogLine[],
  server: string,
  level: AskedLevel,
  filter: string,
): LogItem[] {
  const items: LogItem[] = [];
  let banner: LogLine[] | undefined;
  for (const line of log) {
    if (line.server !== server || severity[line.level] > severity[level]) continue;
    if (filter.trim() !== '') {
      if (hasWords(`${levelWords[line.level]} ${line.text}`, filter.trim())) {
        items.push({ type: 'line', line });
      }
      continue;
    }
    if (begins.test(line.text)) {
      banner = [];
      items.push({ type: 'banner', id: `${line.at} ${items.length}`, lines: banner });
    }
    if (banner && line.level === 'info' && !ofConnection.test(line.text)) {
      banner.push(line);
      if (ends.test(line.text)) banner = undefined;
    } else {
      items.push({ type: 'line', line });
    }
  }
  return items;
}

/** The newest error or warning that is not one that was there before but for its figures. */
export function newestKind(items: readonly LogItem[]): string {
  const kinds = new Map<string, string>();
  for (const item of items) {
    if (item.type !== 'line' || severity[item.line.level] > 1) continue;
    const kind = item.line.text.replace(/\d+/g, '0');
    if (!kinds.has(kind)) kinds.set(kind, `${levelWords[item.line.level]} ${item.line.text}`);
  }
  return [...kinds.values()].at(-1) ?? '';
}
