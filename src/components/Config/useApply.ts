import { errorText } from '../../lab/error-text.ts';
import { remotesIn, remotesTold, unreached } from '../../lab/session/remotes.ts';
import { useLab } from '../Lab/context.ts';
import { keepConfig } from '../Lab/kept-configs.ts';
import { takesRestart, withoutDump } from './refusal.ts';
import { useAttempt } from '../shared/useAttempt.ts';

/** Why a server does not take a configuration, in its own words. */
const reasonOf = (error: unknown): string => withoutDump(errorText(error));

/** Has a server of the lab run a configuration, and tells what came of it: a refusal in the server's own words. */
export function useApply(server: string) {
  const { session, name } = useLab();
  const keep = (config: string) => keepConfig(name, session.topology, server, config);
  const { attempt, start } = useAttempt<string>(reasonOf);
  /** Answers the result with what the server has told of its remotes by then. */
  const told = async (result: string, how: Parameters<typeof remotesTold>[2]): Promise<string> => {
    await remotesTold(session, server, how);
    const { configs, links } = session.snapshot.get();
    const left = unreached(session.topology, server, configs[server]!, links);
    if (left.length === 0) return result;
    return `${result} It has no leaf connection yet to ${left.map((hosts) => hosts.join(' or ')).join(', nor to ')}.`;
  };
  const applied = async (config: string) => {
    const since = Date.now();
    const before = session.snapshot.get().configs[server]!;
    await session.apply(server, config);
    keep(config);
    const redials = remotesIn(before) !== remotesIn(config);
    return told(`Applied: ${server} runs this configuration.`, { since, redials });
  };
  const restarted = async (config: string, result: string) => {
    const since = Date.now();
    await session.restart(server, config);
    keep(config);
    return told(result, { since, redials: true });
  };
  return {
    attempt,
    apply: (config: string) => start(() => applied(config), 'Applying…'),
    /** For servers that were started for it, with what they ran before: a restart, where it takes one, ends nothing. */
    applyFirst: (config: string) =>
      start(async () => {
        try {
          return await applied(config);
        } catch (error) {
          if (!takesRestart(errorText(error))) throw error;
          return restarted(config, `${server} runs this configuration.`);
        }
      }, 'Applying…'),
    restart: (config: string) =>
      start(() => restarted(config, `Restarted ${server} with this configuration.`), 'Restarting…'),
  };
}
