import { parseArgs } from 'node:util';
import { labs } from '../../labs/index.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { topologies, topologyNames } from '../../topologies/index.ts';
import { Problem } from '../lib/problem.mjs';
import { errorText } from '../../src/lab/error-text.ts';

/** The origins at which `npm start` serves the site. */
const usualOrigins = ['http://localhost:3000', 'http://127.0.0.1:3000'];

/** The topology that `npm run servers` is to run, and the origins of the pages that may join. */
export interface Wanted {
  topology: Topology;
  origins: string[];
}

/** @throws Problem on what is no argument of this command, with what is one */
export function readArguments(args: string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { origin: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
    if (positionals.length > 1)
      throw new Error(`One topology at a time, not ${positionals.join(' and ')}.`);
    const origins = values.origin?.map(originOf) ?? usualOrigins;
    return { topology: topologyOf(positionals[0]), origins };
  } catch (error) {
    const usage = 'npm run servers -- <topology or lab> [--origin http://localhost:3000]…';
    throw new Problem(`${errorText(error)}\n${usage}`);
  }
}

/** A topology by its own name, or that of a lab by the lab's: its servers as the lab begins. */
function topologyOf(name: string | undefined): Topology {
  const lab = labs.find((each) => each.name === name);
  const topology = lab?.topology ?? topologies.get(name ?? '');
  if (topology) return topology;
  const which = name === undefined ? 'Name a topology.' : `There is no topology or lab ${name}.`;
  const labNames = labs.map((each) => each.name).join(', ');
  throw new Error(`${which}\nTopologies: ${topologyNames.join(', ')}\nLabs: ${labNames}`);
}

function originOf(text: string): string {
  const { origin } = URL.canParse(text) ? new URL(text) : { origin: 'null' };
  if (origin !== 'null') return origin;
  throw new Error(`${text} is no origin of a page. One is such as https://example.org.`);
}
