import type { Exercise } from '../src/lab/exercise/exercise.ts';
import aggregateTheClass from './class-aggregate/exercise.ts';
import bucket from './class-bucket/exercise.ts';
import cut from './class-cut/exercise.ts';
import loseANode from './class-lose-a-node/exercise.ts';
import oneDomain from './class-one-domain/exercise.ts';
import { aggregate } from './class-step.ts';
import workQueue from './class-work-queue/exercise.ts';

/** A lab that a class does together: each seat its steps, and the trainer what belongs to the hub. */
export interface ClassLab {
  exercise: Exercise;
  /** The lines of the `nats` CLI that the trainer runs at the hub once all seats have done what a step asks, by step. */
  once?: Readonly<Record<string, (seats: readonly string[]) => readonly string[]>>;
  /** Lines that the trainer runs again until all seats have passed a step. */
  often?: Readonly<Record<string, readonly string[]>>;
  /** How many servers the hub is, if one is not enough. */
  nodes?: number;
  /** What the trainer does to the node that leads a stream, before the seats do a step: by step. */
  node?: Readonly<Record<string, 'lose' | 'start'>>;
}

/** All of them, in the order in which a day takes them. */
export const classLabs: readonly ClassLab[] = [
  { exercise: aggregateTheClass, once: { gather: aggregate } },
  { exercise: workQueue, often: { jobs: ["request room.work 'a job'"] } },
  { exercise: bucket, once: { join: () => ['kv add CLASS', 'kv put CLASS lunch 12:30'] } },
  { exercise: cut, once: { store: aggregate } },
  {
    exercise: oneDomain,
    once: { find: () => [`request '$JS.copied.API.STREAM.NAMES' '' --replies 2`] },
  },
  {
    exercise: loseANode,
    nodes: 3,
    once: { store: (seats) => aggregate(seats).map((line) => `${line} --replicas 3`) },
    node: { lose: 'lose', back: 'start' },
  },
];
