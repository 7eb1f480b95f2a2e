import { listening, restarted, type LabAnswers } from '../../src/lab/exercise/answer.ts';

const remote = (url: string) => `
leafnodes {
  remotes: [{ url: "${url}", compression: off }]
}
`;

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  dial: {
    wrong: [
      {
        says: 'dials the port of clients',
        ...restarted('leaf', (config) => config + remote('nats-leaf://hub:4222')),
        seen: /not listed by leaf, hub/,
      },
    ],
    right: [
      {
        says: 'leaves out the port, which is 7422 then',
        ...restarted('leaf', (config) => config + remote('nats-leaf://hub')),
      },
    ],
  },
  interest: {
    wrong: [
      { says: 'subscribes at the leaf', ...listening('leaf', 'shop.>'), seen: /interest in none/ },
      {
        says: 'subscribes to another subject',
        ...listening('hub', 'shop.*'),
        seen: /interest in shop\.\*/,
      },
    ],
  },
  message: {
    wrong: [
      {
        says: 'publishes at the hub',
        by: ["hub$ pub shop.open 'good morning'"],
        seen: /^none has crossed$/,
      },
      {
        says: 'publishes on another subject',
        by: ["leaf$ pub shop.opens 'good morning'"],
        seen: /^none has crossed$/,
      },
    ],
  },
};
