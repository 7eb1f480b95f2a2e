import { nuid } from '../nats/nats-client.ts';
import { runTemplate, type Facts } from './go-template-run.ts';
import { TemplateMistake } from './go-template.ts';

/** Values for the templates of a message. */
interface TemplateFacts {
  count: number;
  /** The body of the request that is answered. */
  request?: string;
}

/** The functions that templates may use, for help. */
export const templateHelp = [
  'Body and header values of the messages may use Go templates to create unique messages:',
  '',
  '  {{Count}}          the message number',
  '  {{TimeStamp}}      RFC3339 format current time',
  '  {{Unix}}           seconds since 1970 in UTC',
  '  {{UnixNano}}       nano seconds since 1970 in UTC',
  '  {{Time}}           the current time',
  '  {{ID}}             an unique ID',
  '  {{Random 10 100}}  random string at least so long, at most so long',
].join('\n');

/**
 * Fills the templates of a text.
 * @param trouble takes Go's words for a text that is no template, which stays as it is
 */
export function fillTemplates(
  text: string,
  facts: TemplateFacts,
  trouble: (words: string) => void,
): string {
  if (!text.includes('{{')) return text;
  try {
    return runTemplate(text, templateFacts(facts));
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error;
    trouble(error.message);
    return text;
  }
}

function templateFacts({ count, request = '' }: TemplateFacts): Facts {
  const now = new Date();
  const unix = Math.floor(now.getTime() / 1000);
  const nano = BigInt(now.getTime()) * 1_000_000n;
  const time = now
    .toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })
    .replace(/\s/, '');
  const just = (value: string | number | bigint) => ({ takes: [], call: () => value });
  return {
    functions: {
      Count: just(count),
      Cnt: just(count),
      Unix: just(unix),
      UnixNano: just(nano),
      TimeStamp: just(stamp(now)),
      Time: just(time),
      ID: { takes: [], call: id },
      Random: {
        takes: ['uint', 'uint'],
        call: (least, most) => random(Number(least), Number(most)),
      },
      // The CLI knows it only for a request that has a body.
      ...(request && { Request: just(request) }),
    },
    fields: {
      Cnt: count,
      Count: count,
      Unix: unix,
      UnixNano: nano,
      TimeStamp: stamp(now),
      Time: time,
      Request: request,
    },
    methods: { ID: id },
  };
}

const id = () => nuid.next();

/** RFC 3339, in the reader's own time zone. */
function stamp(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const away = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(away / 60)}:${two(away % 60)}`;
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function random(one: number, other: number): string {
  const [least, most] = one > other ? [other, one] : [one, other];
  const length = least + Math.floor(Math.random() * (most - least + 1));
  return Array.from({ length }, () => letters[Math.floor(Math.random() * letters.length)]!).join(
    '',
  );
}
