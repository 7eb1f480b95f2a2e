/** A command or a flag of the `nats` CLI that the console does not have. */
export interface NotHere {
  /** Such as `auth`, which stands for all below it, or `context add`, or `reply --command`. */
  name: string;
  /** Other words for the last of it. */
  aliases?: readonly string[];
  /** The reason, in a sentence. */
  why: string;
}

const machine = 'It works on files of your machine and asks no server.';
const graph =
  'It draws a moving picture, for which the console has no room: the map shows what moves.';
const noFiles = 'The console writes no files: copy the output.';
const batches = 'The NATS client of this page has no batches: use async, consume or fetch.';
const persistAsync = 'Add the stream before: nats stream add --persist-mode async.';
const packed = 'It unpacks the messages of a backup, which only servers do here.';
const archive = 'Archives of nats audit are files of your machine.';
const withoutTls = 'The servers of a lab have no certificates.';
const contexts = 'The contexts here are the servers of the lab. They come and go with it.';

/** All of them, in the order of the CLI's help. */
export const notHere: readonly NotHere[] = [
  { name: 'audit', why: 'It gathers and reads an archive on your machine.' },
  { name: 'auth', why: `${machine} Each lab makes its own keys at its start.` },
  { name: 'backup edit', why: packed },
  { name: 'backup info', why: packed },
  { name: 'backup lookup', why: packed },
  { name: 'backup validate', why: packed },
  {
    name: 'bench oldjs',
    why: 'It measures an older way to consume, which no client needs any more.',
  },
  { name: 'bench js pub atomic', aliases: ['batch'], why: batches },
  { name: 'bench js pub fast', why: batches },
  { name: 'bench js get batch', why: batches },
  { name: 'bench js pub sync --persistasync', why: persistAsync },
  { name: 'bench js pub async --persistasync', why: persistAsync },
  { name: 'context add', aliases: ['create', 'save'], why: contexts },
  { name: 'context copy', aliases: ['cp'], why: contexts },
  { name: 'context edit', aliases: ['vi'], why: contexts },
  { name: 'context rm', aliases: ['remove'], why: contexts },
  { name: 'context unselect', why: contexts },
  { name: 'context validate', why: contexts },
  { name: 'context previous', aliases: ['-'], why: contexts },
  {
    name: 'context info --connect',
    why: 'A console is connected when it runs a line: nats rtt.',
  },
  { name: 'events --cloudevent', why: 'It is another format of --json.' },
  {
    name: 'counter',
    why: 'A stream of stream add --allow-counter adds what a message has in its header: nats pub SUBJECT -J -H Nats-Incr:+1.',
  },
  { name: 'errors', aliases: ['err', 'error'], why: 'Its list of errors comes with the program.' },
  { name: 'jwt', why: machine },
  { name: 'latency --histogram', why: noFiles },
  { name: 'plugins', why: 'It runs other programs, which a browser tab cannot.' },
  { name: 'schema', why: 'Its list of schemas comes with the program.' },
  { name: 'server check exporter', why: 'It listens for a Prometheus server, which a tab cannot.' },
  { name: 'server check credential', why: machine },
  { name: 'server generate', aliases: ['gen'], why: machine },
  { name: 'server graph', why: graph },
  {
    name: 'server cluster balance',
    why: 'It closes connections of many clients, which a lab does not have.',
  },
  {
    name: 'server cluster evacuate',
    why: 'Move each stream: nats stream edit --cluster or --tag.',
  },
  {
    name: 'server consumer-check',
    why: 'For each consumer as its servers hold it: nats server request jetstream --all.',
  },
  { name: 'server passwd', aliases: ['mkpasswd', 'pass', 'password'], why: machine },
  { name: 'server request profile', why: noFiles },
  {
    name: 'server stream-check',
    why: 'For each stream as its servers hold it: nats server request jetstream --all.',
  },
  { name: 'server watch', why: graph },
  { name: 'server --archive', why: archive },
  { name: 'server ping --graph', why: graph },
  {
    name: 'server report connections --filter',
    why: 'Its expressions are a language of their own: use --account, --username, --subject and --state.',
  },
  { name: 'server check server --tls-cert-warn', why: withoutTls },
  { name: 'server check server --tls-cert-crit', why: withoutTls },
  { name: 'stream graph', why: graph },
  {
    name: 'stream cluster balance',
    why: 'It moves leaders at random: move one with stream cluster step-down STREAM --preferred SERVER.',
  },
  { name: 'consumer graph', why: graph },
  {
    name: 'consumer cluster balance',
    why: 'It moves many leaders at once. Move one: nats consumer cluster step-down.',
  },
  { name: 'top', why: graph },
  { name: 'traffic', why: graph },
  { name: 'reply --command', why: 'A browser tab runs no programs. Give the reply a body.' },
  { name: 'cheat --save', why: noFiles },
];

/** Tells why the console does not have a command or a flag of the CLI. */
export function whyNotHere(path: string): string | undefined {
  const words = path.split(' ');
  // A reason of a group's flag holds for its commands.
  const flag = words.at(-1)!.startsWith('--') ? words.splice(-1) : [];
  for (let length = words.length; length > 0; length--) {
    const typed = [...words.slice(0, length), ...flag];
    const found = notHere.find(({ name, aliases = [] }) =>
      [name, ...aliases.map((alias) => name.replace(/\S+$/, alias))].includes(typed.join(' ')),
    );
    if (found) return found.why;
  }
  return undefined;
}
