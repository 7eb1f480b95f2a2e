import { notLinked } from '../../lab/network/linked.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';

/** The links of a network that runs which are not up, though nobody has cut them. */
export function useDownLinks(): string[] {
  const { topology } = useLab().session;
  const { state, servers, links } = useLabSnapshot();
  if (state.type !== 'running') return [];
  return notLinked(
    topology,
    (name) => servers[name],
    (name) => links[name],
  ).flatMap(({ name }) => (links[name]?.type === 'down' ? [name] : []));
}
