/** A difference between the console and the `nats` CLI that must stay. */
export interface CliDifference {
  /** Why it must. */
  why: string;
  /** The commands that have it, behind their server: `hub$ rtt`. */
  of: RegExp;
  /** The lines that only the CLI prints. */
  cli?: RegExp;
  /** The lines that only the console prints. */
  console?: RegExp;
  /** A page on which it occurs: the test of that page fails if it does not. Absent where chance decides. */
  on?: string;
}

/** All differences that must stay. Every other one is a fault of the console. */
export const cliDifferences: readonly CliDifference[] = [
  {
    why: 'The servers of this page have no system user, and the CLI needs one.',
    of: /\$ server /,
    cli: /server request failed, ensure the account used has system privileges/,
    on: 'guides/regions',
  },
  {
    why: 'Each set of servers counts for itself what has crossed its links.',
    of: /\$ server report leafnodes/,
    cli: /^│ [\w-]+ │ [\w-]+ │ \w{10}\.\.\./,
  },
  {
    why: 'A cluster without a majority may still answer for the name of a stream, or not.',
    of: /\$ stream info ORDERS --js-domain site/,
    cli: /^nats: error: .*context deadline exceeded$/,
    console: /^nats: error: .*context deadline exceeded$/,
  },
  {
    why: 'What is tried until it is stored is stored as often.',
    of: /\$ request orders\.new/,
    cli: /"seq":\d+/,
    console: /"seq":\d+/,
  },
  {
    why: 'The console asks all servers of the lab; the CLI those whose system accounts are joined.',
    of: /\$ server /,
    cli: /^({"server"|│ │|[├╰╭][─┬┼┴╮┤╯]+$)/,
    console: /^([│{]|[├╰╭][─┬┼┴╮┤╯]+$)/,
    on: 'guides/operations',
  },
  {
    why: 'The CLI asks before it touches the stream of a bucket, even with --force. There are no prompts here.',
    of: /\$ stream \w+ KV_/,
    cli: /^(nats: error: cannot ask for confirmation without a terminal|Active Consumers: \d|Cluster Migration Status:|(Status|Type|Created|Replicas|Desired Peers): .*|hub-\d)$/,
    console: /./,
    on: 'guides/moving-a-stream',
  },
  {
    why: 'The CLI asks how many votes are enough. There are no prompts here.',
    of: /\$ server cluster rescue/,
    cli: /^(nats: error: cannot prompt for user input|│ hub-3 )/,
    console: /./,
    on: 'guides/losing-the-hub',
  },
  {
    why: 'The console draws no progress bars, and unpacks no backup.',
    of: /\$ (stream )?(backup|restore) /,
    cli: /^done! \[|^Received .* uncompressed$|^<time> Starting restore of|^<time> Sent \d+ chunks/,
    console: /^Received .* compressed data/,
    on: 'guides/moving-a-stream',
  },
  {
    why: 'The CLI leaves out the name of the stream that it has restored.',
    of: /\$ (stream restore|backup restore) /,
    cli: /^Information for Stream created <time>$/,
    console: /^Information for Stream \w+ created <time>$/,
    on: 'guides/moving-a-stream',
  },
  {
    why: 'consumer next waits here until an acknowledgement is there, so it asks for an answer.',
    of: /\$ sub '\$JS\.ACK/,
    cli: /^\[#1\] Received on "\$JS\.ACK/,
    console: /^\[#1\] Received on "\$JS\.ACK.*" with reply/,
    on: 'guides/jetstream-across-accounts',
  },
  {
    why: 'What is heard last depends on when the line is ended.',
    of: /\$ sub '>'/,
    cli: /^\[#\d\] Received on "(payroll\.run|alerts\.none)"$|^(ms\. smith 4200|quiet)$/,
    console: /^\[#\d\] Received on "(payroll\.run|alerts\.none)"$|^(ms\. smith 4200|quiet)$/,
  },
  {
    why: 'Clients notice in their own time that a server has gone and is back.',
    of: /\$ (sub|reply) /,
    cli: /Disconnected due to|Reconnected/,
    console: /Disconnected due to|Reconnected/,
  },
  {
    why: 'A server lists the sources of a stream in any order.',
    of: /\$ (stream .*--source .*--source|backup restore account)/,
    cli: /^(Stream Name|Lag|Last Seen|Ext\. API Prefix): /,
    console: /^(Stream Name|Lag|Last Seen|Ext\. API Prefix): /,
  },
  {
    why: 'The console takes no compressed traces, so its message has no header that asks for them.',
    of: /\$ sub '(acme|bolt)\.>'/,
    cli: /^(Accept-Encoding: snappy|Nats-Trace-Hop: 1)$/,
    console: /^Nats-Trace-Hop: 1$/,
    on: 'guides/following-a-message',
  },
  {
    why: 'Messages of two sources are stored in the order in which they come.',
    of: /\$ (consumer next SALES|stream view (ALL_ORDERS|SALES))/,
    cli: /./,
    console: /./,
  },
  {
    why: 'A queue group chooses a member at random, and what is tried until it works is heard as often.',
    of: /\$ (reply|(request|sub) .*--(count|queue|replies))/,
    cli: /^(from|at|counted at) |^<time> \[#\d+\] Received on|^\[#\d+\] Received on|^nil body$/,
    console: /^(from|at|counted at) |^<time> \[#\d+\] Received on|^\[#\d+\] Received on|^nil body$/,
  },
  {
    why: 'Subscriptions and connections are counted while clients come and go.',
    of: /\$ server list/,
    cli: /^│ [\w-]+ │/,
  },
  {
    why: 'A server tells the round trip to a client once it has measured it.',
    of: /\$ reply bolt\.stock/,
    cli: /^<time> Nats-Request-Info: {/,
    console: /^<time> Nats-Request-Info: {/,
  },
  {
    why: 'The members of a cluster choose a leader of their meta group by themselves.',
    of: /\$ server report jetstream/,
    cli: /^│ [\w-]+\*? │/,
  },
  {
    why: 'Events and traces tell of the client that caused them: its language, its version, its name.',
    of: /\$ (sub|request) ('\$SYS|my\.traces)/,
    cli: /\$SYS\.ACCOUNT|^{/,
    console: /\$SYS\.ACCOUNT|^{/,
  },
  {
    why: 'A publish that has been stored may be published again, if its acknowledgement is lost with a member.',
    of: /\$ pub orders\.new .* -J/,
    cli: /^<time> Stored in Stream: ORDERS Sequence: \d+/,
    console: /^<time> Stored in Stream: ORDERS Sequence: \d+/,
  },
  {
    why: 'So the stream of a cluster that has lost members may hold one message more.',
    of: /^hub-\d\$ stream info ORDERS/,
    cli: /^(Messages|Bytes|Last Sequence): /,
    console: /^(Messages|Bytes|Last Sequence): /,
  },
  {
    why: 'While a cluster chooses a leader, a request is refused or waits in vain.',
    of: /\$ pub orders\.new .* -J --timeout/,
    cli: /^nats: error: nats: (timeout|no responders available for request)$/,
    console: /^nats: error: nats: (timeout|no responders available for request)$/,
  },
];
