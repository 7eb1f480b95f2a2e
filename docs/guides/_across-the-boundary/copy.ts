import type { TryTools } from '@site/src/components/Try/Try.tsx';

export default async function copy({ connect }: TryTools) {
  const hub = await connect('hub');
  const { streams } = await hub.jetstreamManager({ domain: 'hub' });
  const { state, mirror } = await streams.info('ORDERS_COPY');
  const last = await streams.getMessage('ORDERS_COPY', { last_by_subj: 'orders.new' });
  return { messages: state.messages, lag: mirror?.lag, last: last.json() };
}
