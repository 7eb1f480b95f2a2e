import { examine } from '../../src/doctor/examine.ts';
import { examineLive } from '../../src/doctor/live/examine-live.ts';
import { liveRules } from '../../src/doctor/live/rules/index.ts';
import { openRunning } from '../../src/doctor/live/running.ts';
import { sarifOf } from '../../src/doctor/report.ts';
import { rules } from '../../src/doctor/rules/index.ts';
import type { Derived } from '../../src/lab/derive/derive.ts';
import { runnable } from '../../src/lab/derive/runnable.ts';
import type { LinkState, ServerState } from '../../src/lab/network/host.ts';
import { pageAddress, version } from '../lib/about.ts';
import { deriveFiles, type DerivedFiles } from '../lib/derive-files.ts';
import { loadModule, moduleHost } from '../lib/module-network.ts';
import { paintFor, print, progressLine, widthOf, lineWidthOf } from '../lib/terminal.ts';
import { findingsJson } from './json.ts';
import { merged } from './merge.ts';
import { report, type Checked } from './report.ts';

/** What a person has asked of `leafwise check`. */
interface Given {
  values: {
    json?: boolean | undefined;
    sarif?: boolean | undefined;
    quiet?: boolean | undefined;
    'no-run'?: boolean | undefined;
    'stand-ins'?: boolean | undefined;
    assign?: string[] | undefined;
  };
  positionals: string[];
}

/** Reads configurations, runs what they describe, and prints what is wrong. Answers the exit code. */
export async function check({ values, positionals }: Given): Promise<number> {
  const module = values['no-run'] ? undefined : loadModule();
  const given = await deriveFiles(positionals, values);
  const { shown } = given;
  const checked = await examineAll(given, module);
  if (values.json) await print(findingsJson(checked, shown));
  else if (values.sarif) await print(sarifText(checked.findings, shown));
  else {
    const look = {
      width: widthOf(process.stdout),
      lineWidth: lineWidthOf(process.stdout),
      paint: paintFor(process.stdout),
      quiet: values.quiet ?? false,
      shown,
    };
    const words = report(checked, look);
    if (words !== '') await print(words);
  }
  return checked.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Findings for a code host. */
const sarifText = (findings: Checked['findings'], shown: (path: string) => string): string =>
  JSON.stringify(
    sarifOf(findings, { rules: [...rules, ...liveRules], version, address: pageAddress, shown }),
    null,
    2,
  );

/** Has the rules look at what is written, and at what runs. */
async function examineAll(
  { derived }: DerivedFiles,
  module: Promise<WebAssembly.Module> | undefined,
): Promise<Checked> {
  const written = examine(derived);
  if (!module) return { derived, findings: written, servers: new Map(), links: new Map() };
  const progress = progressLine(process.stderr);
  try {
    progress.say('Loading nats-server …');
    await module;
    progress.say(`Starting ${derived.topology.servers.map(({ name }) => name).join(', ')} …`);
    const running = await openRunning(derived, runnable(derived), moduleHost(module));
    progress.say('Asking the servers what reaches what …');
    const { findings } = await examineLive(running);
    return {
      derived,
      findings: merged(written, findings),
      servers: statesOf(derived, 'servers', running.server),
      links: statesOf(derived, 'links', running.link),
    };
  } finally {
    progress.clear();
  }
}

const statesOf = <T extends ServerState | LinkState>(
  { topology }: Derived,
  of: 'servers' | 'links',
  state: (name: string) => T,
): Map<string, T> => new Map(topology[of].map(({ name }) => [name, state(name)]));
