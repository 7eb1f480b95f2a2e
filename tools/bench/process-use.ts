import { readFileSync } from 'node:fs';

// What Linux says of a process: https://docs.kernel.org/filesystems/proc.html.

/** Bytes of memory of a process: what it shares with others is counted in parts. */
export function memoryOf(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))!;
  return Number(kilobytes) * 1024;
}

/** Milliseconds for which a process has had a core, its threads together. */
export function processorTimeOf(pid: number): number {
  // The name of the program, in brackets, may hold anything.
  const [, rest] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
  const [user, system] = rest!.split(' ').slice(11, 13).map(Number) as [number, number];
  return (user + system) * tick;
}

/** Linux counts in hundredths of a second there, whatever its own clock. */
const tick = 10;
