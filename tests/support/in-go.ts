import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A URL as Go reads it. See engine/parse-urls. */
export interface UrlInGo {
  scheme: string;
  user: string | null;
  password: string | null;
  hostname: string;
  port: string;
}

/** Has Go's own parser read URLs as nats-server does: `null` is a text that it refuses. */
export const urlsInGo = (urls: readonly string[]): Promise<(UrlInGo | null)[]> =>
  readInGo('parse-urls', urls);

/** Has the parser of nats-server read configurations: what it says of each, nothing of one that it takes. */
export const confsInGo = (texts: readonly string[]): Promise<string[]> =>
  readInGo('parse-confs', texts);

async function readInGo<T>(program: string, texts: readonly string[]): Promise<T[]> {
  const cwd = fileURLToPath(new URL('../../engine', import.meta.url));
  const go = spawn('go', ['run', `./${program}`], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const said = text(go.stdout);
  go.stdin.end(JSON.stringify(texts));
  await once(go, 'close');
  return JSON.parse(await said) as T[];
}
