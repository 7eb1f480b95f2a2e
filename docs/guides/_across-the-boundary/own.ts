import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function own({ connect }: TryTools) {
  const hub = await connect('hub');
  const reply = await hub.request('$JS.API.INFO');
  const { domain, streams, messages } = reply.json<Record<string, unknown>>();
  return { answeredBy: domain, streams, messages };
}
