import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { ClassOptions } from '../../cli/class/run.ts';
import { classOptions, clientsOf, type ClassClients } from './running-class.ts';

/** A class in a process of its own. */
export interface HeldClass {
  child: ChildProcess;
  attendees: string;
  trainers: string;
  /** That of the class, which it goes on with. */
  folder: string;
  /** The process id of the hub. */
  hub: number;
  clients: ClassClients;
}

const script = fileURLToPath(new URL('hold-class.mjs', import.meta.url));

/** Runs a class in a process of its own, which may be killed. It ends with its test, and its folder with it. */
export async function holdClass(options: Partial<ClassOptions> = {}): Promise<HeldClass> {
  const parent = options.parent ?? (await mkdtemp(path.join(tmpdir(), 'leafwise-class-')));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const all = await classOptions(parent, options);
  const child = spawn(process.execPath, [script, JSON.stringify(all)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const told = JSON.parse(line) as Omit<HeldClass, 'child' | 'clients'>;
  const clients = await clientsOf(told);
  onTestFinished(() => clients.leave());
  return { ...told, child, clients };
}
