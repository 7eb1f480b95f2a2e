import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, vi } from 'vitest';
import { nativeServer } from './native-server.ts';
import { patience } from './pass.ts';

/** A native server outside of a lab. It ends with its test. */
export interface Native {
  /** Waits for a line of its log, and answers the match. */
  logged: (line: RegExp) => Promise<RegExpExecArray>;
  signal: (signal: NodeJS.Signals) => void;
}

/** Starts a native server with a configuration, which must listen on free ports of 127.0.0.1. */
export async function startNative(config: string): Promise<Native> {
  const folder = await mkdtemp(join(tmpdir(), 'leafwise-native-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'server.conf');
  await writeFile(file, config);
  const args = ['-c', file];
  const server = spawn(await nativeServer(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(server, 'exit');
  onTestFinished(async () => {
    server.kill();
    await exit;
  });
  const log: string[] = [];
  createInterface(server.stderr).on('line', (line) => log.push(line));
  const logged = (line: RegExp) =>
    vi.waitFor(() => {
      const found = log.map((each) => line.exec(each)).find((match) => match);
      expect(found, `${String(line)}\n${log.join('\n')}`).toBeTruthy();
      return found!;
    }, patience);
  return { logged, signal: (signal) => server.kill(signal) };
}

/** The address at which a server listens for connections of a kind: `client`, `leafnode` or `gateways`. */
export async function addressOf({ logged }: Native, kind: string): Promise<string> {
  const [, address] = await logged(new RegExp(`Listening for ${kind} connections on (\\S+)`));
  return address!;
}
