import { verdict } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { told } from '../../../src/lab/checks/streams.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';

/** Requests of a client for messages of the bucket. The mirror makes itself a consumer, and asks for no message. */
const reads = /^\$JS\.hub\.API\.(DIRECT\.GET|STREAM\.MSG\.GET)\.OBJ_plans/;

/** A mirror of an object bucket: all the bytes are there, and no client can read them. */
const exercise: Exercise = {
  name: 'object-mirror-cannot-be-read',
  topology: hubAndSpoke,
  files: { 'table.txt': 'four legs' },
  begin: async ({ run }) => {
    await insist(() => run('hub', 'object add plans'));
    await insist(() => run('hub', 'object put plans table.txt -f'));
    await insist(() =>
      run(
        'east',
        `stream add OBJ_copies --mirror '{"name":"OBJ_plans","external":{"api":"$JS.hub.API"}}' --defaults`,
      ),
    );
  },
  symptom: {
    says: 'The mirror at east has messages of the object, under the subjects of another bucket',
    check: async ({ host }) => {
      const copy = await streamAt(host, 'east', 'OBJ_copies');
      return verdict(
        (copy?.state.messages ?? 0) > 0,
        'a message or more',
        told(copy, 'OBJ_copies'),
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Read the object where it is, and drop the copy',
      checks: [
        {
          says: 'A client of east has asked the domain hub for a message of the bucket',
          check: async ({ wire }) => {
            const asked = wire().some(
              ({ subject, from }) => from === 'east' && reads.test(subject ?? ''),
            );
            return verdict(asked, 'a request on $JS.hub.API.… for OBJ_plans', 'none has crossed');
          },
        },
        {
          says: 'There is no OBJ_copies at east',
          check: async ({ host }) => {
            const copy = await streamAt(host, 'east', 'OBJ_copies');
            return verdict(copy === undefined, 'no copy', told(copy, 'OBJ_copies'));
          },
        },
      ],
      solve: async ({ run }) => {
        await run('east', 'object get plans table.txt --js-domain hub -f');
        await run('east', 'stream rm OBJ_copies -f');
      },
    },
  ],
};

export default exercise;
