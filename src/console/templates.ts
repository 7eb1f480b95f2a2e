import { nuid } from '../nats/nats-client.ts';

/** Values for the templates of a body. */
export interface TemplateFacts {
  count: number;
  /** The body of the request that is answered, and the tokens of its subject that a wildcard took. */
  request?: { body: string; tokens: readonly string[] };
}

/** The functions that templates may use, for help. */
export const templateHelp = [
  'The body may use Go templates:',
  '',
  '  {{Count}}          the message number',
  '  {{TimeStamp}}      RFC3339 format current time',
  '  {{Unix}}           seconds since 1970 in UTC',
  '  {{UnixNano}}       nano seconds since 1970 in UTC',
  '  {{Time}}           the current time',
  '  {{ID}}             an unique ID',
  '  {{Random 10 100}}  random string at least so long, at most so long',
].join('\n');

/** Fills the templates of a text. Templates that the `nats` CLI does not know are left as they are. */
export function fillTemplates(text: string, facts: TemplateFacts): string {
  return text.replace(
    /\{\{\s*([^{}]*?)\s*\}\}/g,
    (whole, inner: string) => value(inner, facts) ?? whole,
  );
}

function value(inner: string, { count, request }: TemplateFacts): string | undefined {
  const [name = '', ...args] = inner.split(/\s+/);
  const now = new Date();
  switch (name) {
    case 'Count':
    case 'Cnt':
      return String(count);
    case 'TimeStamp':
      return now.toISOString();
    case 'Unix':
      return String(Math.floor(now.getTime() / 1000));
    case 'UnixNano':
      return `${now.getTime()}000000`;
    case 'Time':
      return now
        .toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })
        .replace(/\s/, '');
    case 'ID':
      return nuid.next();
    case 'Random':
    case 'RandomString':
      return random(Number(args[0] ?? 10), Number(args[1] ?? args[0] ?? 10));
    case 'Request':
    case '.Request':
      return request?.body;
    default:
      return /^\d+$/.test(name) ? request?.tokens[Number(name) - 1] : undefined;
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function random(least: number, most: number): string {
  const length = least + Math.floor(Math.random() * (most - least + 1));
  return Array.from({ length }, () => letters[Math.floor(Math.random() * letters.length)]!).join(
    '',
  );
}
