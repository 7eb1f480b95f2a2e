import { additions, type Addition } from './additions.ts';
import { completions, type Answers, type QuestionId } from './questions.ts';
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
  'A leaf in each place, all dialling the hub, grows by one block of configuration for each place.',
);

/** The first rule that holds decides: the answers that leave the least choice come first. */
const rules: readonly Rule[] = [
  {
    holds: ({ sites, survive }) => sites === 'none' && survive === 'yes',
    takes: 'cluster',
    because: [
      alone,
      why('survive', 'Three servers that replicate to each other still work when one is lost.'),
    ],
  },
  {
    holds: ({ sites }) => sites === 'none',
    takes: 'one-server',
    because: [alone, why('survive', 'No work has to continue while the server is down.')],
  },
  {
    holds: ({ runs }) => runs === 'wasmcloud',
    takes: 'wasmcloud-lattice',
    because: [
      why(
        'runs',
        'A lattice shares buckets, so all hosts must use the same JetStream, that of the hub, by its domain.',
      ),
    ],
  },
  {
    holds: ({ listen }) => listen === 'nobody',
    takes: 'bridge',
    because: [
      why(
        'listen',
        'A leaf connection needs one side that listens. If neither of your sides may listen, a third server must.',
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
      why(
        'line',
        'A server at the far side is for work that continues there alone. Yours has none.',
      ),
      why('secrets', 'The programs may log in at the hub themselves.'),
    ],
  },
  {
    holds: ({ accounts }) => accounts === 'several',
    takes: 'segmented',
    because: [
      why(
        'accounts',
        'A leaf connection joins one account to one account, so users who must stay apart get one each.',
      ),
    ],
  },
  {
    holds: ({ survive }) => survive === 'yes',
    takes: 'clustered-hub',
    because: [
      why(
        'survive',
        'Three servers are one hub that survives the loss of one, with a pause of some seconds for the streams that it led. Its leaves dial one of the others.',
      ),
    ],
  },
  {
    holds: ({ line, secrets }) => secrets === 'no' && line !== 'store',
    takes: 'sidecar',
    because: [
      why('secrets', 'The hub needs a login. A leaf beside the programs logs in for them.'),
    ],
  },
  {
    holds: ({ sites }) => sites === 'one',
    takes: 'two-domains',
    because: [
      onesAnswer,
      why('line', 'With a server of its own the place still works when the line is down.'),
    ],
  },
  {
    holds: () => true,
    takes: 'hub-and-spoke',
    because: [
      manyAnswer,
      why('line', 'With a server of its own each place still works when its line is down.'),
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

/** The shapes to which answers can still lead, in the order of all. */
export function stillPossible(answers: Partial<Answers>): ShapeName[] {
  const led = new Set(completions(answers).map((all) => recommend(all).name));
  return (Object.keys(shapes) as ShapeName[]).filter((name) => led.has(name));
}
