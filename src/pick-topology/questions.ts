/** The questions, with their possible answers. The ids stand in addresses, so they stay as they are. */
export const questions = [
  {
    id: 'sites',
    asks: 'How many places are there, besides that of your hub?',
    options: [
      { id: 'none', says: 'None: all servers are in one place' },
      { id: 'one', says: 'One' },
      { id: 'many', says: 'Several, or more each year' },
    ],
  },
  {
    id: 'line',
    asks: 'The line to such a place goes down. Which work must continue there?',
    options: [
      { id: 'nothing', says: 'None: its programs speak to the hub only' },
      { id: 'serve', says: 'Its programs must still reach each other' },
      { id: 'store', says: 'They must, and their messages are stored until the line is back' },
    ],
  },
  {
    id: 'listen',
    asks: 'Which side may be dialled from outside?',
    options: [
      { id: 'hub', says: 'The hub, on a port of its own' },
      { id: 'web', says: 'The hub, but only as HTTPS or through a proxy' },
      { id: 'nobody', says: 'Neither side: both can only dial out' },
    ],
  },
  {
    id: 'accounts',
    asks: 'Are there users whose messages the others must not see?',
    options: [
      { id: 'one', says: 'No' },
      { id: 'several', says: 'Yes, so they have accounts of their own' },
    ],
  },
  {
    id: 'secrets',
    asks: 'May the programs at a place hold credentials for the hub?',
    options: [
      { id: 'yes', says: 'Yes' },
      { id: 'no', says: 'No, they connect on their own machine without any' },
    ],
  },
  {
    id: 'tiers',
    asks: 'Is there a tier between the hub and the outermost places?',
    options: [
      { id: 'no', says: 'No, each place dials the hub' },
      { id: 'yes', says: 'Yes, regions that work without the hub' },
    ],
  },
  {
    id: 'survive',
    asks: 'Must the hub still work when one of its servers is lost?',
    options: [
      { id: 'no', says: 'No, it may wait until that server is started again' },
      { id: 'yes', says: 'Yes' },
    ],
  },
  {
    id: 'runs',
    asks: 'Which programs connect to it?',
    options: [
      { id: 'clients', says: 'NATS clients' },
      { id: 'wasmcloud', says: 'wasmCloud hosts, version 1' },
    ],
  },
] as const;

export type Question = (typeof questions)[number];
export type QuestionId = Question['id'];

/** An answer to every question. */
export type Answers = { [Q in Question as Q['id']]: Q['options'][number]['id'] };

/** The questions that make a difference, given what has been answered. */
export function asked({ sites }: Partial<Answers>): Question[] {
  if (sites === 'none') return questions.filter(({ id }) => id === 'sites' || id === 'survive');
  return questions.filter(({ id }) => id !== 'tiers' || sites === 'many');
}

/** The answers that count for questions that are not asked. */
const unasked: Answers = {
  sites: 'none',
  line: 'nothing',
  listen: 'hub',
  accounts: 'one',
  secrets: 'yes',
  tiers: 'no',
  survive: 'no',
  runs: 'clients',
};

/** All answers, once every question that is asked has one. */
export function complete(answers: Partial<Answers>): Answers | undefined {
  const given = asked(answers).map(({ id }) => [id, answers[id]] as const);
  if (given.some(([, answer]) => answer === undefined)) return undefined;
  return { ...unasked, ...Object.fromEntries(given) };
}

/** Every full set of answers that begins with those given. Answers to questions that are not asked do not vary. */
export function completions(given: Partial<Answers>): Answers[] {
  const open = asked(given).find(({ id }) => !given[id]);
  if (!open) return [complete(given)!];
  return open.options.flatMap((option) => completions({ ...given, [open.id]: option.id }));
}

/** Answers as the query of an address; only those to questions that are asked. */
export function toQuery(answers: Partial<Answers>): string {
  const given = asked(answers).flatMap(({ id }) => (answers[id] ? [[id, answers[id]]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}

/** Reads the answers in the query of an address. Values that are no answer are left out. */
export function fromQuery(query: string): Partial<Answers> {
  const params = new URLSearchParams(query);
  const given = questions.flatMap(({ id, options }) => {
    const answer = options.find((option) => option.id === params.get(id));
    return answer ? [[id, answer.id] as const] : [];
  });
  return Object.fromEntries(given);
}
