import { classStreams } from '../../src/class/subjects.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';

const ofFile = { storage: 'file', retention: 'limits', num_replicas: 1, allow_direct: true };
const lastOfEach = { max_msgs_per_subject: 1, discard: 'old', max_msg_size: 64 * 1024 };

/** The streams of a class. Those of events keep the first message of each subject: an event is stored once. */
const streams = [
  {
    name: classStreams.state,
    subjects: ['class.seat.*.state.*', 'class.seat.*.say.>'],
    ...lastOfEach,
  },
  {
    name: classStreams.events,
    subjects: ['class.seat.*.event.*'],
    max_msgs_per_subject: 1,
    discard: 'new',
    discard_new_per_subject: true,
    max_msg_size: 4096,
  },
  {
    name: classStreams.push,
    // Not `bench`: what crosses between benches is for the moment.
    subjects: ['class.push.all.*', 'class.push.seat.*.*', 'class.push.seat.*.question.*'],
    ...lastOfEach,
  },
  { name: classStreams.room, subjects: ['class.room.>'], ...lastOfEach },
];

/** Makes the streams that are not there yet. */
export async function makeStreams(client: NatsConnection): Promise<void> {
  for (const stream of streams) {
    const config = JSON.stringify({ ...ofFile, ...stream });
    const { data } = await client.request(`$JS.API.STREAM.CREATE.${stream.name}`, config);
    const { error } = JSON.parse(new TextDecoder().decode(data)) as {
      error?: { description: string };
    };
    if (error) throw new Error(`${stream.name}: ${error.description}`);
  }
}

/** The last message of each subject of a stream below a prefix, by what follows the prefix. */
export async function lastOf(
  client: NatsConnection,
  stream: string,
  prefix: string,
): Promise<Map<string, unknown>> {
  const filter = JSON.stringify({ subjects_filter: `${prefix}>` });
  const { data } = await client.request(`$JS.API.STREAM.INFO.${stream}`, filter);
  const { state } = JSON.parse(new TextDecoder().decode(data)) as {
    state: { subjects?: Record<string, number> };
  };
  const found = new Map<string, unknown>();
  for (const subject of Object.keys(state.subjects ?? {})) {
    const message = await client.request(`$JS.API.DIRECT.GET.${stream}.${subject}`);
    found.set(subject.slice(prefix.length), JSON.parse(new TextDecoder().decode(message.data)));
  }
  return found;
}
