import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function read({ connect }: TryTools) {
  const hub = await connect('hub');
  const { streams } = await hub.jetstreamManager({ domain: 'leaf' });
  const message = await streams.getMessage('ORDERS', { last_by_subj: 'orders.new' });
  return { seq: message.seq, subject: message.subject, order: message.json() };
}
