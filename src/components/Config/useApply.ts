import { useLab } from '../Lab/context.ts';
import { keepConfig } from '../Lab/kept-configs.ts';
import { useAttempt } from '../shared/useAttempt.ts';

/** Has a server of the lab run a configuration, and tells what came of it: a refusal in the server's own words. */
export function useApply(server: string) {
  const { session, name } = useLab();
  const keep = (config: string) => keepConfig(name, session.topology, server, config);
  const { attempt, start } = useAttempt<string>();
  return {
    attempt,
    apply: (config: string) =>
      start(async () => {
        await session.apply(server, config);
        keep(config);
        return `Applied: ${server} runs this configuration.`;
      }, 'Applying…'),
    restart: (config: string) =>
      start(async () => {
        await session.restart(server, config);
        keep(config);
        return `Restarted ${server} with this configuration.`;
      }, 'Restarting…'),
  };
}
