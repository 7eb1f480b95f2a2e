import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function withoutDomain({ connect }: StepTools) {
  const hub = await connect('hub');
  const reply = await hub.request('$JS.API.STREAM.INFO.ORDERS');
  return reply.json();
}
