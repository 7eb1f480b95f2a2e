// Started by tools/bench.mjs, which has set everything up.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { missingEngines } from '../lib/engines.mjs';
import { Problem, runTool } from '../lib/problem.mjs';
import { startTask } from '../lib/progress.mjs';
import { measureBeside } from './bench-site.ts';
import { boot } from './boot.ts';
import { burst } from './burst.ts';
import { bytes } from './bytes.ts';
import { classOf300 } from './class.ts';
import { checkCommand } from './check.ts';
import './cleanup.ts';
import { cluster } from './cluster.ts';
import { figureOf, type Group, type Measured } from './figures.ts';
import { frames } from './frames.ts';
import { growth } from './growth.ts';
import { lighthouseScores } from './lighthouse.ts';
import { memory } from './memory.ts';
import { messages } from './messages.ts';
import { moduleSize } from './module-size.ts';
import { pageWeight } from './page-weight.ts';
import { polls } from './polls.ts';
import { publish } from './publish.ts';
import { reading } from './reading.ts';
import { sizing } from './sizing.ts';
import { sync } from './sync.ts';
import { formatTable } from './table.ts';
import { errorText } from '../../src/lab/error-text.ts';

/** The groups of figures, in order. */
const groups: Group[] = [
  moduleSize,
  bytes,
  pageWeight,
  lighthouseScores,
  boot,
  checkCommand,
  cluster,
  messages,
  publish,
  sync,
  reading,
  frames,
  memory,
  growth,
  burst,
  polls,
  sizing,
  classOf300,
];

await runTool(async () => {
  const { json, chosen } = readArguments();
  const measured: Measured[] = [];
  const failures: string[] = [];
  for (const group of chosen) {
    const task = startTask(group.name);
    try {
      measured.push(...(await group.measure((doing) => task.say(doing))));
      task.end('measured');
    } catch (error) {
      task.end('failed');
      failures.push(`${group.name} could not be measured: ${errorText(error)}`);
    }
  }

  const rows = measured.map((each) => ({ figure: figureOf(each, measured), bar: each.bar }));
  console.log(`\n${formatTable(rows)}\n`);
  for (const { name, note } of chosen) console.log(`${name}: ${note}`);
  for (const missing of await missingEngines()) console.log(missing);
  if (json !== undefined) {
    const list = rows.map(({ figure }) => figure);
    writeFileSync(json, `${JSON.stringify(list, null, 2)}\n`);
    console.log(`\nWritten to ${json}.`);
  }
  if (failures.length > 0) throw new Problem(failures.join('\n\n'));
});

/** @throws Problem on what is no argument of the bench. */
function readArguments(): { json: string | undefined; chosen: Group[] } {
  const usage = `npm run bench -- [--json FILE] [--beside COMMIT] [${groups.map(({ name }) => name).join('] [')}]`;
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'string' }, beside: { type: 'string' } },
      allowPositionals: true,
    });
    const unknown = positionals.filter((word) => !groups.some(({ name }) => isMeant(name, word)));
    if (unknown.length > 0) throw new Error(`Nothing is called ${unknown.join(', ')}.`);
    if (values.beside !== undefined) measureBeside(values.beside);
    const all = positionals.length === 0;
    const chosen = groups.filter(({ name, onlyIfNamed }) =>
      all ? !onlyIfNamed : positionals.some((word) => isMeant(name, word)),
    );
    return { json: values.json, chosen };
  } catch (error) {
    throw new Problem(`${errorText(error)}\n${usage}`);
  }
}

/** By how the group's name begins, or by a figure of it: `boot`, `mess`, `boot.tab.cold`. */
function isMeant(name: string, word: string): boolean {
  return name.startsWith(word) || word.startsWith(`${name}.`);
}
