import { randomToken } from '../../lab/random-token.ts';
import { apiCode, ApiProblem, askJetStream } from '../../lab/monitoring/jetstream-api.ts';
import { accountWords } from '../live/accounts-at.ts';
import { settled } from '../live/settled.ts';
import type { Expectation } from './expectation.ts';
import { accountNamed, type OpenAccount, type Verdict, type World } from './verdict.ts';

/** How long a copy may take to have all, in milliseconds: one that was cut off looks for its origin every few seconds. */
const patience = { first: 8000, afterCut: 30_000 };

const utf8 = new TextDecoder();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface StreamState {
  config: { name: string };
  state: { messages: number; last_seq: number };
  mirror?: Heard;
  sources?: Heard[];
}

interface Heard {
  active: number;
  lag: number;
  error?: { description: string };
}

/** A copy has each acknowledged message of its stream exactly once, though a link was cut meanwhile. */
export async function testCopy(
  given: Extract<Expectation, { kind: 'stream' }>,
  world: World,
): Promise<Verdict> {
  const { running } = world;
  const { stream, by, cut, messages } = given;
  const origin = accountNamed(world, given.at);
  const there = accountNamed(world, given['copied-to']);
  const domain = await domainOf(origin);
  const own = await domainOf(there);
  const token = randomToken();
  const copy = `${stream}_leafwise_${token}`;
  const says = `each message of ${stream} at ${accountWords(origin)} is exactly once in its ${by === 'mirror' ? 'mirror' : 'copy'} at ${accountWords(there)}${cut ? `, after a cut of ${cut}` : ''}`;
  if (cut && !running.topology.links.some(({ name }) => name === cut))
    throw new Error(`there is no link ${cut}`);
  await make(origin, { name: stream, subjects: given.subjects, storage: 'memory' });
  try {
    const of = {
      name: stream,
      ...(domain !== own && domain && { external: { api: `$JS.${domain}.API` } }),
    };
    await make(there, {
      name: copy,
      storage: 'memory',
      duplicate_window: 0,
      ...(by === 'mirror' ? { mirror: of } : { sources: [of] }),
    });
    try {
      const sent: string[] = [];
      const subject = given.subjects[0]!;
      const publish = async (count: number) => {
        for (let i = 0; i < count; i += 1) {
          const body = `${token} ${sent.length}`;
          await acknowledged(origin, subject, body);
          sent.push(body);
        }
      };
      const before = cut ? Math.ceil(messages / 2) : messages;
      await publish(before);
      await until(async () => (await infoOf(there, copy)).state.messages >= before, patience.first);
      if (cut) {
        await running.host.cutLink(cut, 'refused');
        try {
          await publish(messages - before);
        } finally {
          await running.host.healLink(cut);
        }
        await settled(running);
      }
      await until(
        async () => (await infoOf(there, copy)).state.messages >= sent.length,
        patience.afterCut,
      );
      const info = await infoOf(there, copy);
      const kept = await bodiesOf(there, copy, info.state.last_seq);
      const lost = sent.filter((body) => !kept.includes(body)).length;
      const doubled = kept.length - new Set(kept).size;
      return {
        says,
        passed: lost === 0 && doubled === 0 && kept.length === sent.length,
        seen: `${sent.length} acknowledged, ${kept.length} in the copy${lost > 0 ? `, ${lost} lost` : ''}${doubled > 0 ? `, ${doubled} twice` : ''}${whyOf(info)}`,
      };
    } finally {
      await remove(there, copy);
    }
  } finally {
    await remove(origin, stream);
  }
}

/** Says of a copy that lacks messages how it stands to its origin. */
function whyOf({ mirror, sources = [] }: StreamState): string {
  const heard = mirror ?? sources[0];
  if (heard?.error) return `; it says: ${heard.error.description}`;
  return heard && heard.active < 0 ? '; it has never heard of its origin' : '';
}

async function domainOf({ client }: OpenAccount): Promise<string | undefined> {
  return (await askJetStream<{ domain?: string }>(client, 'INFO')).domain;
}

async function make(
  place: OpenAccount,
  config: Record<string, unknown> & { name: string },
): Promise<void> {
  await askJetStream(place.client, `STREAM.CREATE.${config.name}`, { body: config }).catch(
    (error: unknown) => {
      if (error instanceof ApiProblem && error.code === apiCode.nameInUse)
        throw new Error(`there is a stream ${config.name} at ${accountWords(place)} already`);
      throw error;
    },
  );
}

const remove = ({ client }: OpenAccount, stream: string) =>
  askJetStream(client, `STREAM.DELETE.${stream}`).catch(() => {});

const infoOf = ({ client }: OpenAccount, stream: string): Promise<StreamState> =>
  askJetStream<StreamState>(client, `STREAM.INFO.${stream}`);

/** Publishes until a stream says that it has the message. */
async function acknowledged({ client }: OpenAccount, pattern: string, body: string): Promise<void> {
  const subject = pattern.replaceAll('*', 'leafwise').replace(/>$/, 'leafwise');
  const { data } = await client.request(subject, body, { timeout: 5000 });
  const { error } = JSON.parse(utf8.decode(data)) as { error?: { description: string } };
  if (error) throw new Error(error.description);
}

/** The messages that a stream has. */
async function bodiesOf(place: OpenAccount, stream: string, last: number): Promise<string[]> {
  const bodies: string[] = [];
  for (let seq = 1; seq <= last; seq += 1) {
    const { message } = await askJetStream<{ message: { data?: string } }>(
      place.client,
      `STREAM.MSG.GET.${stream}`,
      { body: { seq } },
    );
    bodies.push(atob(message.data ?? ''));
  }
  return bodies;
}

/** Waits until something is so, but not for ever: what is then seen says the rest. */
async function until(holds: () => Promise<boolean>, atMost: number): Promise<void> {
  const end = Date.now() + atMost;
  while (!(await holds()) && Date.now() < end) await pause(50);
}
