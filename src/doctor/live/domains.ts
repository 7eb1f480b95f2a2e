import { apiPrefix } from '../../lab/monitoring/jetstream-api.ts';
import { askAll, type Answers } from './ask.ts';
import type { AccountAt } from './accounts-at.ts';
import type { Running } from './running.ts';

/** A JetStream's answer to `$JS.….API.INFO`: its domain, or its refusal. */
export interface ApiAnswer {
  domain?: string;
  error?: string;
  code?: number;
}

/** What an account of a server hears when it asks for JetStream. */
export interface Asked {
  place: AccountAt;
  /** The domain that was asked for; absent for the bare `$JS.API`. */
  domain?: string;
  /** One for each JetStream that answered. */
  answers: ApiAnswer[];
  /** `unwanted`: 503, no responders. `silent`: someone wants the subject, and no answer came. */
  outcome: 'answered' | 'unwanted' | 'silent';
  /** The links that the request crossed, as the wire tells. */
  over: string[];
}

/** The domains of servers that run, as they say. */
export async function domainsIn({ topology, host, server }: Running): Promise<Map<string, string>> {
  const up = topology.servers.filter(({ name }) => server(name).type === 'running');
  const told = await Promise.all(
    up.map(async ({ name }): Promise<[string, string | undefined]> => {
      const { disabled, config } = await host.monitor(name, 'jsz');
      return [name, disabled ? undefined : (config?.domain ?? '')];
    }),
  );
  return new Map(told.filter((each): each is [string, string] => each[1] !== undefined));
}

/**
 * Asks from each account for the bare API and for domains. What is not answered is asked again after a moment:
 * interest may be on its way, and an answer late.
 * @param settling is waited for before that
 */
export async function domainsAsked(
  running: Running,
  places: readonly AccountAt[],
  domainsFor: (place: AccountAt) => readonly string[],
  settling?: Promise<unknown>,
): Promise<Asked[]> {
  const asks = places
    .filter(({ client, system }) => client && !system)
    .flatMap((place) => [undefined, ...domainsFor(place)].map((domain) => ({ place, domain })));
  const ask = (some: typeof asks) =>
    askAll(
      some.map(({ place, domain }) => ({
        client: place.client!,
        subject: `${apiPrefix(domain)}.INFO`,
      })),
    );
  const first = await ask(asks);
  const again = asks.filter((_, i) => outcomeOf(first[i]!) !== 'answered');
  if (again.length > 0) await settling;
  const second = again.length > 0 ? await ask(again) : [];
  const crossed = linksByInbox(running);
  return asks.map(({ place, domain }, i): Asked => {
    const at = again.indexOf(asks[i]!);
    const answers = at < 0 ? first[i]! : second[at]!;
    return {
      place,
      ...(domain !== undefined && { domain }),
      answers: answers.bodies.map(apiAnswer),
      outcome: outcomeOf(answers),
      over: [...(crossed.get(answers.inbox) ?? [])],
    };
  });
}

/** The links that requests have crossed, by the inbox that each names for its answers. */
function linksByInbox({ wire }: Running): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { reply, link } of wire()) {
    const [inbox] = /^_INBOX\.[^.]+\.\d+/.exec(reply ?? '') ?? [];
    if (inbox === undefined) continue;
    const links = found.get(inbox) ?? new Set();
    found.set(inbox, links.add(link));
  }
  return found;
}

const outcomeOf = ({ bodies, unwanted }: Answers): Asked['outcome'] =>
  bodies.length > 0 ? 'answered' : unwanted ? 'unwanted' : 'silent';

function apiAnswer(body: string): ApiAnswer {
  try {
    const { domain, error } = JSON.parse(body) as {
      domain?: string;
      error?: { description: string; err_code?: number };
    };
    return {
      ...(domain !== undefined && { domain }),
      ...(error && { error: error.description, code: error.err_code ?? 0 }),
    };
  } catch {
    return { error: body };
  }
}
