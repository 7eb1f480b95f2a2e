import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../tools/lib/problem.mjs';

/**
 * Takes the folder of a class for this process: two that hold one class would both give seats, under keys of which the
 * folder keeps only some.
 * @returns what gives it back
 * @throws Problem if a process that runs has it
 */
export function holdFolder(folder: string): () => void {
  const file = path.join(folder, 'held');
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    const holder = Number(readFileSync(file, 'utf8'));
    if (runs(holder))
      throw new Problem(
        `This class runs already, in the process ${holder}. End it first. If that process is another program, delete ${file}.`,
      );
    writeFileSync(file, String(process.pid));
  }
  return () => rmSync(file, { force: true });
}

/** Whether another process of this number runs: in a container, the one before had the number of this one. */
function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
