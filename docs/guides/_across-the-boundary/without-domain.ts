import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function withoutDomain({ connect }: TryTools) {
  const hub = await connect('hub');
  const reply = await hub.request('$JS.API.STREAM.INFO.ORDERS');
  return reply.json();
}
