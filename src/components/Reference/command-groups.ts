/** Commands that are read together, in the order of the page. */
export const commandGroups: readonly { id: string; heading: string; words: readonly string[] }[] = [
  {
    id: 'messages',
    heading: 'Messages',
    words: ['publish', 'subscribe', 'request', 'reply', 'trace', 'rtt', 'latency', 'bench'],
  },
  { id: 'streams', heading: 'Streams', words: ['stream', 'backup', 'counter'] },
  { id: 'consumers', heading: 'Consumers', words: ['consumer'] },
  { id: 'key-value-buckets', heading: 'Key-value buckets', words: ['kv'] },
  { id: 'object-stores', heading: 'Object stores', words: ['object'] },
  { id: 'services', heading: 'Services', words: ['service'] },
  {
    id: 'servers-and-accounts',
    heading: 'Servers and accounts',
    words: ['server', 'account', 'events'],
  },
  { id: 'the-command-line', heading: 'The command line', words: [] },
];

/** Answers the group of a command by the first word of its name; the last one takes all others. */
export const groupOf = (name: string): string => {
  const [first = ''] = name.split(' ');
  return (commandGroups.find(({ words }) => words.includes(first)) ?? commandGroups.at(-1)!).id;
};
