import { accountWords } from '../live/accounts-at.ts';
import { domainsAsked, type Asked } from '../live/domains.ts';
import type { Expectation } from './expectation.ts';
import { accountNamed, type Verdict, type World } from './verdict.ts';

type Of<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>;

/** The JetStream of a domain answers, once, or does not. */
export async function testDomain(
  { from, domain, answers }: Of<'domain'>,
  world: World,
): Promise<Verdict> {
  const place = accountNamed(world, from);
  const asked = await domainsAsked(world.running, [place], () => [domain]);
  const { outcome, answers: heard } = asked.find((each) => each.domain === domain)!;
  const isOpen = outcome === 'answered' && heard.every(({ error }) => error === undefined);
  return {
    says: `from ${accountWords(place)}, the domain ${domain} ${answers ? 'answers' : 'does not answer'}`,
    passed: answers ? isOpen && heard.length === 1 : !isOpen,
    seen: seenOf(outcome, heard),
  };
}

/** The bare `$JS.API` leads to a domain, or to none. */
export async function testBare({ from, bare }: Of<'bare'>, world: World): Promise<Verdict> {
  const place = accountNamed(world, from);
  const [asked] = await domainsAsked(world.running, [place], () => []);
  const { outcome, answers: heard } = asked!;
  const isNone = bare === 'none';
  return {
    says: `from ${accountWords(place)}, a client that names no domain ${isNone ? 'is answered by none' : `is answered by ${bare}`}`,
    passed: isNone
      ? outcome !== 'answered'
      : heard.length === 1 && heard[0]!.domain === bare && heard[0]!.error === undefined,
    seen: seenOf(outcome, heard),
  };
}

function seenOf(outcome: Asked['outcome'], heard: Asked['answers']): string {
  if (outcome === 'unwanted') return 'no responders (503)';
  if (outcome === 'silent') return 'no answer';
  const by = heard.map(({ domain, error }) => error ?? domain ?? 'a JetStream without a domain');
  return `${heard.length === 1 ? 'answered by' : `${heard.length} answers:`} ${by.join(', ')}`;
}
