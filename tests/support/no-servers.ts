// Set up for each pure test: one that starts a server fails, and says where it belongs.
import { ChildProcess, type SpawnOptions } from 'node:child_process';
import { basename } from 'node:path';

const remedy = 'A pure test starts no server: name its file `*.servers.test.ts`.';

/** All ways to start a process without waiting for it come down to this method, which Node keeps to itself. */
interface Spawning {
  spawn: (this: ChildProcess, options: SpawnOptions & { file: string; args: string[] }) => unknown;
}

const spawning = ChildProcess.prototype as ChildProcess & Spawning;
const { spawn } = spawning;
spawning.spawn = function (options) {
  const [, subcommand] = options.args;
  const builds = basename(options.file) === 'go' && subcommand === 'build';
  if (builds || /^nats-server/.test(basename(options.file))) throw new Error(remedy);
  return spawn.call(this, options);
};

const { instantiate } = WebAssembly;
/** A module that Go has built asks for `gojs`: here that is the server. */
const ofGo = (imports?: WebAssembly.Imports) => imports !== undefined && 'gojs' in imports;
WebAssembly.instantiate = (async (source: WebAssembly.Module, imports?: WebAssembly.Imports) => {
  if (ofGo(imports)) throw new Error(remedy);
  return instantiate(source, imports);
}) as typeof instantiate;
