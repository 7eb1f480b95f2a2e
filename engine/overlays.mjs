// @ts-check

/**
 * Changes to the pinned nats-server source that the build makes on a copy of it. Each
 * fails the build if the source it was written for has moved.
 * @type {{ file: string, edit: (source: string) => string }[]}
 */
export const overlays = [
  {
    // Where there is no writev, each of the buffers that a connection gathers is a write of its own,
    // and on the network inside the module a packet that is read by itself. With room for more in each,
    // about four times as many messages cross a link in a second.
    file: 'server/client.go',
    edit: (source) =>
      replaceOnce(
        replaceOnce(source, 'nbPoolSizeSmall  = 512 ', 'nbPoolSizeSmall  = 16384 '),
        'nbPoolSizeMedium = 4096 ',
        'nbPoolSizeMedium = 32768 ',
      ),
  },
  {
    // Go on js/wasm refuses O_SYNC, with which the server opens what it writes atomically. A file in
    // memory has nothing to sync.
    file: 'server/filestore.go',
    edit: (source) => replaceOnce(source, '\t\tflags = flags | os.O_SYNC\n', ''),
  },
  {
    // The first election of a new cluster is won with the votes of all members, and one that asks before
    // the others are there has spent its own: the next is four to nine seconds away. Here the members
    // start one after the other on one thread, and need about a second to be linked.
    file: 'server/jetstream_cluster.go',
    edit: (source) =>
      replaceOnce(
        source,
        '\t\tn.Campaign()\n',
        `\t\ttime.AfterFunc(time.Second, func() {
\t\t\tif n.Leaderless() {
\t\t\t\tn.Campaign()
\t\t\t}
\t\t})
`,
      ),
  },
  {
    // A server whose log is not its own leaves connections that are there as they are when it begins to
    // trace, and a leaf connection is always there.
    file: 'server/reload.go',
    edit: (source) =>
      replaceOnce(
        source,
        '\topts := s.getOpts()\n\n\tif opts.NoLog {\n\t\treturn\n\t}\n\n\t// Create a list of all clients.',
        '\t// Create a list of all clients.',
      ),
  },
  {
    // Go on js/wasm looks up no names. Here the module's owner does, for each server by itself, when
    // it dials and not before: so names that servers tell each other lead through links too.
    file: 'server/server.go',
    edit: (source) =>
      replaceOnce(
        source,
        'ips, err := resolver.LookupHost(context.Background(), host)',
        'ips, err := LookupHost(s.getOpts().ConfigFile, host, port)',
      ) +
      `
// LookupHost answers the IP addresses at which a server reaches a port of a host. A server is known
// by its configuration file.
var LookupHost func(configFile, host, port string) ([]string, error)
`,
  },
];

/**
 * @param {string} source
 * @param {string} find
 * @param {string} put
 */
function replaceOnce(source, find, put) {
  if (source.split(find).length !== 2) {
    throw new Error(`overlay: the pinned source no longer has, once: ${find.trim()}`);
  }
  return source.replace(find, put);
}
