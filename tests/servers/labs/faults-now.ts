import { examine } from '../../../src/doctor/examine.ts';
import { derive } from '../../../src/lab/derive/derive.ts';
import type { Exercise, ExerciseTools } from '../../../src/lab/exercise/exercise.ts';

const unusedJetStream = ['account-without-jetstream edge'];

/** The faults that the doctor finds after the solution of a step, by `lab step`: it finds none after the others. */
export const faultsAfter: Readonly<Record<string, readonly string[]>> = {
  // The step makes a twin on purpose, to show what that does.
  'lattice-of-three twin': ['same-domain host-2'],
  // No account of its edge may use JetStream, which the lab does not need. Tried on 2.15.2.
  'find-the-lost-message nowhere': unusedJetStream,
  'find-the-lost-message stream': unusedJetStream,
  'find-the-lost-message mapping': unusedJetStream,
  'find-the-lost-message denied': unusedJetStream,
};

/** What lies beside the configurations: the page puts these files there, and only the servers have them. */
const beside = /-not-given$/;

/** What the doctor finds in the configurations that a lab has now, but for notes: `rule server`. */
export const faultsNow = ({ topology }: Exercise, { config }: ExerciseTools): string[] =>
  examine(
    derive(
      topology.name,
      topology.servers.map(({ name }) => ({ path: `${name}.conf`, text: config(name) })),
    ),
  )
    .filter(({ severity, rule }) => severity !== 'note' && !beside.test(rule))
    .map(({ rule, server }) => `${rule} ${server}`);
