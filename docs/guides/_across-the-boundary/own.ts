import type { StepTools } from '@site/src/components/Step/Step.tsx';

export default async function own({ connect }: StepTools) {
  const hub = await connect('hub');
  const reply = await hub.request('$JS.API.INFO');
  const { domain, streams, messages } = reply.json<Record<string, unknown>>();
  return { answeredBy: domain, streams, messages };
}
