import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';

const module = new URL('./ports.ts', import.meta.url).href;
const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill()));

/** Starts a process that gives out ports, and answers them; the process runs on. */
async function portsOfAnotherProcess(count: number): Promise<string[]> {
  const script = `import { freePort } from '${module}';
    for (let n = 0; n < ${count}; n++) console.log(await freePort());
    setInterval(() => {}, 60_000);`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const ports: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (ports.push(line) === count) break;
  }
  return ports;
}

test('processes that run at the same time give out no port twice, though no server listens there', async () => {
  const ports = (await Promise.all([0, 1, 2, 3].map(() => portsOfAnotherProcess(450)))).flat();
  expect(ports).toHaveLength(1800);
  expect(new Set(ports).size).toBe(1800);
});
