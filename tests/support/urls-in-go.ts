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
export async function urlsInGo(urls: readonly string[]): Promise<(UrlInGo | null)[]> {
  const cwd = fileURLToPath(new URL('../../engine', import.meta.url));
  const go = spawn('go', ['run', './parse-urls'], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const said = text(go.stdout);
  go.stdin.end(JSON.stringify(urls));
  await once(go, 'close');
  return JSON.parse(await said) as (UrlInGo | null)[];
}
