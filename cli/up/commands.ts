import type { LabHost } from '../../src/lab/network/host.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';

/** The commands that a person can type. */
export const commands = [
  'cut LINK [silent]   heal LINK   slow LINK MS',
  'stop SERVER   start SERVER   crash SERVER   wipe SERVER',
  'status   help   quit',
].join('\n');

/**
 * Does what a line says.
 * @throws Error that names what there is, if the line names something else
 */
export async function perform(host: LabHost, topology: Topology, line: string): Promise<void> {
  const [verb = '', name = '', option] = line.trim().split(/\s+/);
  const link = () => known(name, 'link', topology.links).name;
  const server = () => known(name, 'server', topology.servers);
  switch (verb) {
    case '':
      return;
    case 'cut':
      return host.cutLink(link(), option === 'silent' ? 'silent' : 'refused');
    case 'heal':
      return host.healLink(link());
    case 'slow':
      return host.shapeLink(link(), { delay: milliseconds(option) });
    case 'stop':
      return host.stopServer(server().name);
    case 'crash':
      return host.crashServer(server().name);
    case 'wipe':
      return host.wipeServer(server().name);
    case 'start':
      return host.startServer(server().name, server().config);
    default:
      throw new Error(`${verb} is none of:\n${commands}`);
  }
}

function known<T extends { name: string }>(name: string, what: string, all: T[]): T {
  const found = all.find((each) => each.name === name);
  if (found) return found;
  throw new Error(
    `There is no ${what} ${name}. There are: ${all.map((each) => each.name).join(', ')}.`,
  );
}

function milliseconds(text: string | undefined): number {
  const number = Number(text);
  if (text !== undefined && number >= 0) return number;
  throw new Error('Say how slow, in milliseconds: slow leaf-hub 200');
}
