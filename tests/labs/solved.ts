import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise.ts';
import { Bench, type HostKind, type Lab } from '../hosts/lab.ts';

/** A mirror that has lost its link tries again in 10 s at first: see `stream.go`. */
const patience = 60_000;

/** Each step of a lab fails in its start state, and passes once its solution has run. */
export function solved(kind: HostKind, exercise: Exercise): void {
  describe(`${exercise.name} on the ${kind.name}`, () => {
    const bench = new Bench(kind);
    let lab: Lab;
    let tools: ExerciseTools;
    beforeAll(async () => {
      // Not all of their links are meant to be up at the start.
      lab = await bench.startUnlinked(exercise.topology);
      tools = toolsOf(lab, exercise);
    }, 60_000);
    afterAll(() => bench.close());

    test.each(exercise.steps)(
      '$id: not so at first, so when solved',
      async ({ checks, solve }) => {
        const before = await Promise.all(checks.map(({ check }) => check(tools)));
        expect(before.some(({ type }) => type === 'fail')).toBe(true);
        await solve(tools);
        for (const { check } of checks) await lab.pass(() => check(tools), patience);
      },
      2 * patience,
    );
  });
}

/** What a page gives to the checks and solutions of a lab, on a lab of the tests. */
function toolsOf(lab: Lab, { topology }: Exercise): ExerciseTools {
  const configs = new Map(topology.servers.map(({ name, config }) => [name, config]));
  const runs = (server: string) => lab.servers.get(server)?.type === 'running';
  const { network: host } = lab;
  return {
    host,
    connect: (server, login) =>
      lab.client(server, login ?? topology.servers.find(({ name }) => name === server)?.login),
    config: (server) => configs.get(server)!,
    apply: async (server, config) => {
      await (runs(server) ? host.reloadServer(server, config) : host.startServer(server, config));
      configs.set(server, config);
    },
    restart: async (server, config) => {
      if (runs(server)) await host.stopServer(server);
      await host.startServer(server, config);
      configs.set(server, config);
    },
    wire: () => lab.wire,
  };
}
