import { derive, type Derived } from '../../src/lab/derive/derive.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../command.ts';
import { loadModule } from '../module-network.ts';
import { readFiles } from '../read-files.ts';
import { print, progressLine } from '../terminal.ts';
import { report } from './report.ts';
import { run, type Ran } from './run.ts';

/** What a person has asked of `leafwise check`. */
interface Given {
  values: {
    json?: boolean | undefined;
    sarif?: boolean | undefined;
    quiet?: boolean | undefined;
    'no-run'?: boolean | undefined;
    assign?: string[] | undefined;
  };
  positionals: string[];
}

/** Reads configurations, runs what they describe, and prints what is wrong. Answers the exit code. */
export async function check({ values, positionals }: Given): Promise<number> {
  const module = values['no-run'] ? undefined : loadModule();
  const progress = progressLine(process.stderr);
  const { files, shown } = await readFiles(positionals);
  const derived = deriveFrom(files);
  let ran: Ran | undefined;
  try {
    if (module) ran = await run(derived, module, (doing) => progress.say(doing));
  } finally {
    progress.clear();
  }
  await print(report({ derived, ran, shown }));
  return 0;
}

function deriveFrom(files: Parameters<typeof derive>[1]): Derived {
  try {
    return derive('yours', files);
  } catch (error) {
    throw new Problem(errorText(error), wrong);
  }
}
