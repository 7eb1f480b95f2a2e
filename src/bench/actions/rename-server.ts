import { applyEdits, replace, type Edit } from '../../lab/conf/edits.ts';
import {
  checkName,
  confOf,
  fileOf,
  NotPossible,
  withFiles,
  type Acted,
  type At,
} from './action.ts';
import { withHost } from './write.ts';

/**
 * Gives a server another name, in its configuration and in the URLs of others that name it.
 * @throws NotPossible
 */
export function renameServer(at: At, server: string, name: string): Acted {
  checkName(name, 'a server');
  const { confs } = at.network.plain;
  const conf = confOf(at, server);
  if (
    [...confs.keys()].some((each) => each !== server && each.toLowerCase() === name.toLowerCase())
  )
    throw new NotPossible(`There is a server ${name}.`);
  const texts = new Map<string, string>();
  for (const other of confs.values()) {
    const edits: Edit[] = other.dials
      .filter(
        ({ host, to }) =>
          host.toLowerCase() === server.toLowerCase() && (to.includes(server) || other === conf),
      )
      .flatMap(({ url, host }) => replace(url, `"${withHost(url.text, host, name)}"`));
    if (other === conf) {
      const own = conf.conf.scalars.findLast(
        ({ block, key }) => block.path.length === 0 && key === 'server_name',
      );
      edits.push(
        ...(own ? replace(own, name) : [{ start: 0, end: 0, text: `server_name: ${name}\n` }]),
      );
    }
    if (edits.length === 0) continue;
    const { path, text } = fileOf(at, other.name);
    texts.set(path, applyEdits(text, edits));
  }
  const { [server]: place, ...places } = at.state.places;
  return {
    words: `Rename ${server} to ${name}`,
    change: {
      files: withFiles(at, texts),
      places: place ? { ...places, [name]: place } : places,
      assigned: Object.fromEntries(
        Object.entries(at.state.assigned).map(([host, to]) => [host, to === server ? name : to]),
      ),
      commands: at.state.commands.map((command) =>
        command.server === server ? { ...command, server: name } : command,
      ),
    },
  };
}
