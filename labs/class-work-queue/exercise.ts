import { answeredBy } from '../../src/lab/checks/answered.ts';
import { verdict, type Check } from '../../src/lab/checks/check.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import classSeat from '../../topologies/class-seat/topology.ts';
import { join, link, seatOf } from '../class-step.ts';

const [work, workers] = ['room.work', 'workers'];

/** The hub has been told that this tab has a member of the queue group. */
const isMember: Check = async ({ wire }) => {
  const told = wire().filter(
    ({ op, from, subject }) => op === 'LS+' && from === link.from && subject === work,
  );
  return verdict(
    told.some(({ queue }) => queue === workers),
    `interest in ${work} with the queue group ${workers}`,
    told.length > 0 ? `interest in ${work} without that group` : `no interest in ${work}`,
  );
};

/** A job that crossed from the hub, and its answer on the way back. */
const hasWorked: Check = async ({ wire }) => {
  const events = wire().filter(({ op }) => op === 'LMSG' || op === 'HMSG');
  const jobs = events.filter(({ from, subject }) => from !== link.from && subject === work);
  const inboxes = new Set(jobs.map(({ reply }) => reply?.split(' ').at(-1)));
  const answers = events.filter(
    ({ from, subject }) => from === link.from && inboxes.has(subject),
  ).length;
  return verdict(
    answers > 0,
    'a job from the hub, and the answer of this tab',
    jobs.length > 0 ? `${jobs.length} jobs, no answer` : 'no job yet',
  );
};

/** Share the work of the whole class among its tabs by a queue group. */
const exercise: Exercise = {
  name: 'class-work-queue',
  topology: classSeat,
  elsewhere: 'class',
  steps: [
    join,
    {
      id: 'work',
      title: 'Take a part of the work',
      checks: [
        { says: 'The hub knows of a worker in this tab', check: isMember },
        {
          says: 'A job that is given in this tab is done in this tab',
          check: (tools) => answeredBy(link.from, work, seatOf(tools))(tools),
        },
      ],
      solve: async (tools) => {
        const client = await tools.connect(link.from);
        const seat = new TextEncoder().encode(seatOf(tools));
        client.subscribe(work, {
          queue: workers,
          callback: (_, job) => void job.respond(seat),
        });
        await client.flush();
      },
    },
    {
      id: 'jobs',
      title: 'Do a job of the hub',
      checks: [{ says: 'A job from the hub was done in this tab', check: hasWorked }],
      // The jobs are the trainer's.
      solve: async () => {},
    },
  ],
};

export default exercise;
