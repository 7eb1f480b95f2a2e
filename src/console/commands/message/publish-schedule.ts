import type { MsgHdrs } from '../../../nats/nats-client.ts';
import { duration, text, type FlagValues } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { showGoDuration } from '../../units.ts';

const subject = { placeholder: 'SUBJECT' };

/** Flags of `publish` for a message that a stream is to publish later. */
export const scheduleFlags = {
  'schedule-after': duration('Schedule the message after a certain duration (implies --jetstream)'),
  'schedule-at': text('Schedule the message at a certain RFC3339 time (implies --jetstream)', {
    placeholder: 'TIME',
  }),
  'schedule-cron': text('Cron definition for a scheduled message (implies --jetstream)', {
    placeholder: 'CRON',
  }),
  'schedule-dest': text(
    'Subject the message will publish to when the schedule fires (implies --jetstream)',
    subject,
  ),
  'schedule-every': duration('Schedules the message every interval (implies --jetstream)'),
  'schedule-source': text(
    'Reads a specific subject when scheduling (implies --jetstream)',
    subject,
  ),
  'schedule-ttl': duration('How long generated messages should live in the stream'),
};

/**
 * Reads the flags of a schedule.
 * @returns a function that adds a message's headers; nothing if no flag is given
 * @throws Problem with the words of the CLI
 */
export function scheduled(
  flags: FlagValues<typeof scheduleFlags>,
): ((headers: MsgHdrs) => void) | undefined {
  const {
    'schedule-after': after,
    'schedule-at': at,
    'schedule-cron': cron,
    'schedule-dest': dest,
    'schedule-every': every,
    'schedule-source': source,
    'schedule-ttl': ttl,
  } = flags;
  const given = Object.keys(scheduleFlags) as (keyof typeof scheduleFlags)[];
  if (given.every((name) => flags[name] === undefined)) return undefined;
  const refused = refusal(flags);
  if (refused !== undefined) throw new Problem(refused);
  const moment = at === undefined ? undefined : seconds(parseTime(at));
  const pattern = () => {
    if (moment !== undefined) return `@at ${moment}`;
    if (after) return `@at ${seconds(new Date(Date.now() + after / 1e6))}`;
    return every ? `@every ${showGoDuration(every)}` : cron;
  };
  return (headers) => {
    const add = (name: string, value: string | undefined) => value && headers.set(name, value);
    add('Nats-Schedule-Target', dest);
    add('Nats-Schedule', pattern());
    add('Nats-Schedule-TTL', ttl ? showGoDuration(ttl) : undefined);
    add('Nats-Schedule-Source', source);
  };
}

function refusal(flags: FlagValues<typeof scheduleFlags>): string | undefined {
  const {
    'schedule-after': after,
    'schedule-at': at,
    'schedule-cron': cron,
    'schedule-every': every,
  } = flags;
  if (!flags['schedule-dest'])
    return 'schedule destination is required when setting schedule properties';
  if (after === 0) return '--schedule-after must be greater than 0';
  if (every === 0) return '--schedule-every must be greater than 0';
  if (at && after) return '--schedule-at and --schedule-after are mutually exclusive';
  if (every && (at || after))
    return '--schedule-every may not be used with --schedule-at or --schedule-after';
  if (cron && (at || after || every))
    return '--schedule-at, --schedule-every and --schedule-after may not be used with --schedule-cron';
  return undefined;
}

/** RFC 3339 without parts of a second, in UTC. */
const seconds = (date: Date) => date.toISOString().replace(/\.\d+/, '');

function parseTime(text: string): Date {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return new Date(text);
  throw new Problem(
    `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00"`,
    'Write a time as 2026-01-31T12:00:00Z.',
  );
}
