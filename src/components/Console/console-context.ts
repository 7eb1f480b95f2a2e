import type { ConsoleContext } from '../../console/command.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { connectTo } from '../../nats/connect.ts';

/** What a console at a server of a running lab works with. */
export function consoleContext(session: LabSession, server: string) {
  const { servers } = session.topology;
  const own = servers.find(({ name }) => name === server)?.login;
  return {
    server,
    servers: servers.map(({ name }) => name),
    connect: (login = own) =>
      connectTo(() => session.openClient(server), `console-at-${server}`, login),
    monitor: (...query: Parameters<ConsoleContext['monitor']>) => session.host.monitor(...query),
  } satisfies Partial<ConsoleContext>;
}
