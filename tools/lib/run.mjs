// @ts-check
import { spawn } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { watchNpm } from './parents.mjs';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM'];
/** How long a child has to end by itself. */
const graceMs = 10_000;
/** How far others go first, in steps of `nice`: what is patient has half their share, and ends beside them. */
const patience = 3;

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let unwatch = () => {};
/** @type {NodeJS.Signals | null} */
let stopped = null;

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  if (stopped) return;
  stopped = signal;
  // Ctrl-C in a terminal reaches the children too; a second SIGINT would make Playwright leave without cleaning up.
  const heardItThemselves = signal === 'SIGINT' && process.stdin.isTTY;
  for (const child of children) {
    if (!heardItThemselves) child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
  }
}

/** Hears of the end of this process while children run; without any, a signal just ends it. */
function listen() {
  for (const signal of signals) process.on(signal, stop);
  unwatch = watchNpm(() => stop('SIGTERM'));
}

function unlisten() {
  for (const signal of signals) process.off(signal, stop);
  unwatch();
}

/**
 * Starts a command in the repository. It ends with this process.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
function start(command, args, options) {
  if (children.size === 0) listen();
  const child = spawn(command, args, { cwd: root, ...options });
  children.add(child);
  const forget = () => {
    children.delete(child);
    if (children.size === 0) unlisten();
  };
  child.once('close', forget);
  child.once('error', forget);
  return child;
}

/**
 * Runs a command to its end and keeps what it prints (both streams, in order).
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, live?: boolean, patient?: boolean }} [options] `env` is added to
 *   ours; `live` shows the output as it comes and keeps nothing; `patient` lets other processes go first.
 * @returns {Promise<{ code: number, output: string }>} `code` 127 if there is no such command.
 * @throws Problem if we were told to stop meanwhile.
 */
export async function run(command, args, options = {}) {
  const { cwd = root, env, live = false, patient = false } = options;
  let output = '';
  const code = await /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      const child = start(command, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      });
      if (patient && child.pid) setPriority(child.pid, Math.min(getPriority() + patience, 19));
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
      }
      child.once('error', (error) => {
        output += error.message;
        resolve(127);
      });
      child.once('close', (status) => resolve(status ?? 1));
    })
  );
  if (stopped) throw new Problem('Stopped.', stopped === 'SIGINT' ? 130 : 143);
  return { code, output };
}

/**
 * Runs a command that owns the terminal, until it ends or we are told to end it.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] Added to ours.
 * @returns {Promise<number>} Its exit code.
 */
export function runInForeground(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? (stopped ? 0 : 1)));
  });
}

/**
 * A long output without its middle: some commands say what is wrong at the end, and some before a page of usage.
 * @param {string} output
 * @param {number} [lines] How many to keep of each end.
 */
export function shorten(output, lines = 12) {
  const all = output.trim().split('\n');
  if (all.length <= 2 * lines) return all.join('\n');
  return [...all.slice(0, lines), '…', ...all.slice(-lines)].join('\n');
}
