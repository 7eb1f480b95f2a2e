import { examine } from '../../src/doctor/examine.ts';
import { readExpectations, type Expected } from '../../src/doctor/expect/read-expectations.ts';
import { testExpectations } from '../../src/doctor/expect/test-expectations.ts';
import { examineLive } from '../../src/doctor/live/examine-live.ts';
import { openRunning } from '../../src/doctor/live/running.ts';
import type { Told } from '../../src/doctor/rule.ts';
import { runnable } from '../../src/lab/derive/runnable.ts';
import { linksSeen } from '../../src/lab/monitoring/links-seen.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../lib/command.ts';
import { deriveFiles, type DerivedFiles } from '../lib/derive-files.ts';
import { readText } from '../lib/read-text.ts';
import { loadModule, moduleHost } from '../lib/module-network.ts';
import { paintFor, print, progressLine, widthOf, lineWidthOf } from '../lib/terminal.ts';
import { findingsJson } from './json.ts';
import { merged } from '../../src/doctor/merged.ts';
import { report, type Checked } from './report.ts';
import { withoutSecrets } from './without-secrets.ts';
import { sarifText } from './sarif.ts';

/** What a person has asked of `leafwise check`. */
interface Given {
  values: {
    json?: boolean | undefined;
    sarif?: boolean | undefined;
    quiet?: boolean | undefined;
    expect?: string | undefined;
    'server-version'?: string | undefined;
    'no-run'?: boolean | undefined;
    'stand-ins'?: boolean | undefined;
    assign?: string[] | undefined;
  };
  positionals: string[];
}

/** Reads configurations, runs what they describe, and prints what is wrong. Answers the exit code. */
export async function check({ values, positionals }: Given): Promise<number> {
  const module = values['no-run'] ? undefined : loadModule();
  const expected = values.expect === undefined ? [] : await readExpected(values.expect);
  const given = await deriveFiles(positionals, values);
  const { shown } = given;
  const servers = toldOf(values['server-version']);
  const quiet = values.quiet ?? false;
  const checked = told(withoutSecrets(await examineAll(given, module, expected, servers)), quiet);
  if (values.json) await print(findingsJson(checked, shown));
  else if (values.sarif) await print(sarifText(checked, shown));
  else {
    const look = {
      width: widthOf(process.stdout),
      lineWidth: lineWidthOf(process.stdout),
      paint: paintFor(process.stdout),
      quiet,
      shown,
    };
    const words = report(checked, look);
    if (words !== '') await print(words);
  }
  const failed =
    checked.findings.some(({ severity }) => severity === 'error') ||
    checked.outcomes.some(({ passed }) => !passed);
  return failed ? 1 : 0;
}

/** What of it a person wants to be told. */
const told = (checked: Checked, quiet: boolean): Checked =>
  quiet
    ? { ...checked, findings: checked.findings.filter(({ severity }) => severity !== 'note') }
    : checked;

/** @throws Problem on what is no release */
function toldOf(version: string | undefined): Told {
  if (version === undefined) return {};
  const [, release] = /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(version) ?? [];
  if (release === undefined)
    throw new Problem(`--server-version ${version} is no release: one is such as 2.11.4.`, wrong);
  return { version: release };
}

/** @throws Problem that names the line of a mistake */
async function readExpected(file: string): Promise<Expected[]> {
  const text = await readText(file).catch((error: unknown) => {
    throw new Problem(`${file || '--expect, an empty name,'} ${errorText(error)}.`, wrong);
  });
  try {
    return readExpectations({ path: file, text });
  } catch (error) {
    throw new Problem(errorText(error), wrong);
  }
}

/** Has the rules look at what is written, and at what runs. */
async function examineAll(
  { derived }: DerivedFiles,
  module: Promise<WebAssembly.Module> | undefined,
  expected: readonly Expected[],
  told: Told,
): Promise<Checked> {
  const written = examine(derived, told);
  const names = derived.topology.servers.map(({ name }) => name);
  if (!module)
    return {
      derived,
      findings: merged(written, [], names),
      outcomes: [],
      servers: new Map(),
      links: new Map(),
    };
  const progress = progressLine(process.stderr);
  try {
    progress.say('Loading nats-server …');
    await module;
    progress.say(`Starting ${derived.topology.servers.map(({ name }) => name).join(', ')} …`);
    const run = runnable(derived);
    const running = await openRunning(derived, run, moduleHost(module));
    progress.say('Asking the servers what reaches what …');
    const { findings } = await examineLive(running);
    const links = await linksSeen(running.host, running.topology, running.server, running.link);
    if (expected.length > 0) progress.say('Testing what is expected …');
    const outcomes = expected.length > 0 ? await testExpectations(expected, running) : [];
    return {
      derived: { ...derived, notes: [...derived.notes, ...run.notes, ...run.leftOut] },
      findings: merged(written, findings, names),
      outcomes,
      servers: new Map(derived.topology.servers.map(({ name }) => [name, running.server(name)])),
      links,
    };
  } finally {
    progress.clear();
  }
}
