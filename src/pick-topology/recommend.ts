import { additions, type Addition } from './additions.ts';
import type { Answers, QuestionId } from './questions.ts';
import { shapes, type Shape, type ShapeName } from './shapes.ts';

/** Why something is recommended: the question whose answer it follows from. */
export interface Reason {
  question: QuestionId;
  text: string;
}

export interface Recommendation {
  name: ShapeName;
  shape: Shape;
  /** The reasons for the shape. */
  reasons: readonly Reason[];
  /** Additions that the answers ask for. */
  additions: readonly Addition[];
}

interface Rule {
  holds: (answers: Answers) => boolean;
  takes: ShapeName;
  because: readonly Reason[];
}

const why = (question: QuestionId, text: string): Reason => ({ question, text });

const alone = why('sites', 'Leaf nodes join places. Yours is one.');
const onesAnswer = why('sites', 'One place beside the hub is one leaf.');
const manyAnswer = why(
  'sites',
  'A leaf in each place, all dialling the hub, is the shape that grows by one block of configuration for each.',
);

/** The first rule that holds decides: the answers that leave the least choice come first. */
const rules: readonly Rule[] = [
  {
    holds: ({ sites, survive }) => sites === 'none' && survive === 'yes',
    takes: 'cluster',
    because: [alone, why('survive', 'Three servers that replicate to each other go on with two.')],
  },
  {
    holds: ({ sites }) => sites === 'none',
    takes: 'one-server',
    because: [alone, why('survive', 'Nothing has to go on while the server is down.')],
  },
  {
    holds: ({ runs }) => runs === 'wasmcloud',
    takes: 'wasmcloud-lattice',
    because: [
      why(
        'runs',
        'A lattice shares buckets, so all hosts must mean the same JetStream: the hub’s, by its domain.',
      ),
    ],
  },
  {
    holds: ({ listen }) => listen === 'nobody',
    takes: 'bridge',
    because: [
      why(
        'listen',
        'A leaf connection needs one side that listens. If neither of you may, a third one must.',
      ),
    ],
  },
  {
    holds: ({ tiers }) => tiers === 'yes',
    takes: 'hub-spoke-spoke',
    because: [
      why('tiers', 'A region that works without the hub is a server between the hub and its edge.'),
    ],
  },
  {
    holds: ({ line, secrets }) => line === 'nothing' && secrets === 'yes',
    takes: 'clients',
    because: [
      why('line', 'A server at the far side is for what goes on there alone. Nothing has to.'),
      why('secrets', 'The programs may log in at the hub themselves.'),
    ],
  },
  {
    holds: ({ accounts }) => accounts === 'several',
    takes: 'segmented',
    because: [
      why(
        'accounts',
        'A leaf connection joins one account to one account, so who must stay apart gets one each.',
      ),
    ],
  },
  {
    holds: ({ survive }) => survive === 'yes',
    takes: 'clustered-hub',
    because: [
      why(
        'survive',
        'Three servers are one hub that outlives the loss of one, with a pause of some seconds for the streams that it led. Leaves find those that are left by themselves.',
      ),
    ],
  },
  {
    holds: ({ line, secrets }) => secrets === 'no' && line !== 'store',
    takes: 'sidecar',
    because: [
      why(
        'secrets',
        'Somebody must log in at the hub. A leaf beside the programs does it for them.',
      ),
    ],
  },
  {
    holds: ({ sites }) => sites === 'one',
    takes: 'two-domains',
    because: [onesAnswer, why('line', 'A server of its own lets it go on when the line does not.')],
  },
  {
    holds: () => true,
    takes: 'hub-and-spoke',
    because: [
      manyAnswer,
      why('line', 'A server of its own lets each go on when its line does not.'),
    ],
  },
];

/** Recommends a topology for a full set of answers. There is one shape for each set. */
export function recommend(answers: Answers): Recommendation {
  const { takes: name, because: reasons } = rules.find(({ holds }) => holds(answers))!;
  return {
    name,
    shape: shapes[name],
    reasons,
    additions: additions.filter(
      (addition) => addition.wanted(answers) && !addition.in.includes(name),
    ),
  };
}
