import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A configuration from nats-server's own tests. */
export interface Configuration {
  /** Its file and line, such as `server/leafnode_test.go:120`. */
  name: string;
  text: string;
  /** The folder that its paths start from, within the source. */
  folder: string;
}

/** Folders of the source whose tests have configurations. */
export const folders = ['server', 'test'];

/** A setting by which a configuration is known from other text. */
const setting =
  /^\s*["']?(listen|port|host|net|server_name|https?|https?_port|monitor_port|accounts|authorization|cluster|gateway|jetstream|leaf|leafnodes|mqtt|websocket|operator|resolver|system_account|tls|include)["']?\s*[:={ ]/im;

/**
 * Finds the configurations in the tests of nats-server: `.conf` files, and raw strings that look like
 * one and are not put together from several.
 * @param source the folder of a release
 */
export async function configurationsOf(source: string): Promise<Configuration[]> {
  const found = new Map<string, Configuration>();
  for (const top of folders) {
    for (const file of (await readdir(path.join(source, top), { recursive: true })).sort()) {
      const isTest = file.endsWith('_test.go');
      if (!isTest && !file.endsWith('.conf')) continue;
      const name = path.join(top, file);
      const text = await readFile(path.join(source, name), 'utf8');
      const folder = path.dirname(name);
      for (const each of isTest ? inTest(name, text) : [{ name, text }]) {
        found.set(each.text, { ...each, folder });
      }
    }
  }
  return [...found.values()];
}

function inTest(name: string, source: string): Omit<Configuration, 'folder'>[] {
  // Other strings and comments too, since a raw string does not begin within one.
  const tokens = source.matchAll(
    /(?<!\+\s*)`([^`]*)`(?!\s*\+)|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*/g,
  );
  return [...tokens].flatMap(({ 1: text, index }) =>
    text !== undefined && setting.test(text)
      ? { name: `${name}:${source.slice(0, index).split('\n').length}`, text: filled(text) }
      : [],
  );
}

/** Fills each verb of `fmt` with a value; a line of `%s` alone becomes empty. */
const filled = (text: string): string =>
  text
    .replace(/^\s*%s\s*$/gm, '')
    .replace(/%(?:\[\d+\])?[+#]?([dqstv])/g, (_, verb: string) =>
      verb === 'd' ? '4222' : verb === 'q' ? '"x"' : verb === 't' ? 'true' : 'x',
    );
