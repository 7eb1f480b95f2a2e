import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function nobody({ connect }: StepTools) {
  const hub = await connect('hub');
  const reply = await hub.request('$JS.lief.API.STREAM.INFO.ORDERS');
  return reply.json();
}
