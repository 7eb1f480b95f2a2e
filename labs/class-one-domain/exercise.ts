import { copiedDomain } from '../../src/class/permissions.ts';
import { unanswered } from '../../src/lab/checks/answered.ts';
import { verdict, type Check } from '../../src/lab/checks/check.ts';
import { insist } from '../../src/lab/checks/eventually.ts';
import { listensOn, told } from '../../src/lab/checks/streams.ts';
import { domainOf } from '../../src/lab/conf/server-settings.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import { streamAt } from '../../src/lab/monitoring/jsz.ts';
import classSeat from '../../topologies/class-seat/topology.ts';
import { join, link, seatOf } from '../class-step.ts';

const names = `$JS.${copiedDomain}.API.STREAM.NAMES`;
const utf8 = new TextDecoder();

/** The seats that play the fault where no trainer names two. */
const players = ['seat-1', 'seat-2'];

/** The log of a seat, a stream that bears the name of the seat. */
const keepsLog: Check = async (tools) => {
  const seat = seatOf(tools);
  const stream = await streamAt(tools.host, link.from, seat);
  const fits = stream !== undefined && listensOn(stream, `seat.${seat}.log`);
  return verdict(fits, `a stream ${seat} on seat.${seat}.log`, told(stream, seat));
};

/** This tab has asked who is in the domain, and two have answered; or it is one of the two, and has been asked. */
const hasFound: Check = async ({ wire }) => {
  const events = wire().filter(({ op }) => op === 'LMSG' || op === 'HMSG');
  const asked = events.filter(({ subject }) => subject === names);
  const inboxes = asked.map(({ reply }) => reply?.split(' ').at(-1));
  const answersTo = (inbox: string | undefined, answerer: 'here' | 'there') =>
    events.filter(
      ({ from, subject }) =>
        inbox !== undefined && subject === inbox && (from === link.from) === (answerer === 'here'),
    );
  const others = inboxes.map(
    (inbox) => new Set(answersTo(inbox, 'there').map(({ payload }) => utf8.decode(payload))).size,
  );
  const here = inboxes.some((inbox) => answersTo(inbox, 'here').length > 0);
  const most = Math.max(0, ...others);
  return verdict(
    here || most > 1,
    `two answers to ${names}, or an answer of this tab to it`,
    asked.length > 0 ? `${most} answers` : 'no request yet',
  );
};

/** The domain of a seat's server is that of the seat. */
const hasOwnDomain: Check = async (tools) => {
  const domain = domainOf(tools.config(link.from));
  const { config } = await tools.host.monitor(link.from, 'jsz');
  const seat = seatOf(tools);
  return verdict(
    domain === seat && config?.domain === seat,
    `the domain ${seat}`,
    config?.domain ?? 'no domain',
  );
};

const take = (tools: ExerciseTools, domain: string) =>
  tools.restart(link.from, tools.config(link.from).replace(/^(\s*domain: *)\S+/m, `$1${domain}`));

/** Two seats have one domain: find them from any other, and mend it by the seat's own name. */
const exercise: Exercise = {
  name: 'class-one-domain',
  topology: classSeat,
  elsewhere: 'class',
  steps: [
    join,
    {
      id: 'log',
      title: 'Keep a stream that bears your name',
      checks: [{ says: 'This tab has a stream with the name of its seat', check: keepsLog }],
      solve: async (tools) => {
        const seat = seatOf(tools);
        await tools.run(link.from, `stream add ${seat} --subjects seat.${seat}.log --defaults`);
      },
    },
    {
      id: 'find',
      title: 'Find the two seats with one domain',
      checks: [
        {
          says: `Two seats have answered a request to the domain ${copiedDomain}, or this tab is one of the two`,
          check: hasFound,
        },
      ],
      solve: async (tools) => {
        if (players.includes(seatOf(tools))) return take(tools, copiedDomain);
        await insist(async () => {
          const printed = await tools.run(link.from, `request '${names}' '' --replies 2`);
          if (!players.every((seat) => printed.includes(seat))) throw new Error(printed);
        });
      },
    },
    {
      id: 'mend',
      title: 'Mend it by the seat’s own name',
      after: 'find',
      checks: [
        { says: 'The domain of this tab is that of its seat', check: hasOwnDomain },
        {
          says: `No seat has the domain ${copiedDomain}`,
          check: unanswered(link.from, `$JS.${copiedDomain}.API.INFO`),
        },
        { says: 'The stream of this seat is still there', check: keepsLog },
      ],
      solve: async (tools) => {
        if (players.includes(seatOf(tools))) await take(tools, seatOf(tools));
      },
    },
  ],
};

export default exercise;
