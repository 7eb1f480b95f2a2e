import { dialErrorIn } from '../../lab/session/dial-errors.ts';
import { bindingsIn } from '../live/bindings.ts';
import type { Expectation } from './expectation.ts';
import type { Verdict, World } from './verdict.ts';

/** A link is up, and binds accounts; or it is not. */
export async function testLink(
  { link: name, up, binds }: Extract<Expectation, { kind: 'link' }>,
  { running, accounts }: World,
): Promise<Verdict> {
  const { links } = running.topology;
  const link = links.find((each) => each.name === name);
  if (!link)
    throw new Error(
      `there is no link ${name}; there are ${links.map((each) => each.name).join(', ') || 'none'}`,
    );
  const labelOf = (server: string, account: string) =>
    accounts.find((each) => each.server === server && each.account === account)?.label ?? account;
  const bound =
    link.kind === 'leaf'
      ? (await bindingsIn(running))
          .filter((each) => each.link.name === name)
          .map(({ local, remote }) => [labelOf(link.from, local), labelOf(link.to, remote)])
      : [];
  const isUp = link.kind === 'leaf' ? bound.length > 0 : running.link(name).type === 'up';
  const wanted = Object.entries(binds);
  const areBound = wanted.every(([near, far]) =>
    bound.some(([local, remote]) => local === near && remote === far),
  );
  const error = isUp
    ? undefined
    : dialErrorIn(running.log(), link.from, running.config(link.from), link.to);
  const pairs = bound.map(([local, remote]) => `${local} to ${remote}`).join(', ');
  return {
    says: `link ${name} is ${up ? 'up' : 'down'}${wanted.length > 0 ? ` and binds ${wanted.map(([near, far]) => `${near} of ${link.from} to ${far} of ${link.to}`).join(', ')}` : ''}`,
    passed: isUp === up && areBound,
    seen: isUp
      ? `up${pairs && `, binds ${pairs}`}`
      : `down${error ? `; ${link.from} says: ${error.text}` : ''}`,
  };
}
