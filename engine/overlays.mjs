// @ts-check

/**
 * A change to the pinned nats-server source that the build makes on a copy of it.
 * @typedef {object} Overlay
 * @property {string} file
 * @property {string} within The beginning of the one declaration to change, up to a name's end.
 * @property {string} find The text to replace, which the declaration has once.
 * @property {string} put The text in its stead.
 * @property {string} [adds] Text for the end of the file.
 * @property {string} why
 * @property {{ file: string, name: string }} test A test that fails without it.
 */

/** @type {Overlay[]} */
export const overlays = [
  {
    file: 'server/client.go',
    within: 'const (\n\tnbPoolSizeSmall',
    find: '= 512   // Underlying array size of small buffer\n\tnbPoolSizeMedium = 4096 ',
    put: '= 16384 // Underlying array size of small buffer\n\tnbPoolSizeMedium = 32768 ',
    why: `Where there is no writev, each of the buffers that a connection gathers is a write of its own, and on the
network inside the module a packet that is read by itself. With room for more in each, about four times as many
messages cross a link in a second.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'writes many small messages at once',
    },
  },
  {
    file: 'server/filestore.go',
    within: 'func writeAtomicallyWithTemp',
    find: '\t\tflags = flags | os.O_SYNC\n',
    put: '',
    why: `Go on js/wasm refuses O_SYNC, with which the server opens what it writes atomically. A file in memory has
nothing to sync.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'keeps its streams over a stop and a start in the same place',
    },
  },
  {
    file: 'server/jetstream.go',
    within: 'func (js *jetStream) wouldExceedLimits',
    find: '> atomic.LoadInt64(max)',
    put: '> min(atomic.LoadInt64(max), mostOf(storeType))',
    adds: `
// MostInMemory and MostStored limit what the streams of a server hold, beside its configuration.
var MostInMemory, MostStored int64 = math.MaxInt64, math.MaxInt64

func mostOf(storeType StorageType) int64 {
	if storeType == MemoryStorage {
		return MostInMemory
	}
	return MostStored
}
`,
    why: `A server of its own machine measures its disk and its memory. Here it takes a terabyte for granted, and the memory
of a tab is shared: a server that fills it would end them all. The limit that counts is applied where the server compares,
so that configurations which reserve more still run, and the pages of its monitoring show what they ask for.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'refuses in its own words what its memory or its disk has no room for, and others run on (%s)',
    },
  },
  {
    file: 'server/jetstream_cluster.go',
    within: 'func (js *jetStream) setupMetaGroup',
    find: '\tif bootstrap {\n\t\tn.Campaign()\n',
    put: `\tif bootstrap {
\t\ttime.AfterFunc(time.Second, func() {
\t\t\tif n.Leaderless() {
\t\t\t\tn.Campaign()
\t\t\t}
\t\t})
`,
    why: `The first election of a new cluster is won with the votes of all members, and one that asks before the others
are there has spent its own: the next is four to nine seconds away. Here the members start one after the other on one
thread, and need about a second to be linked.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'in a new cluster gives the others a second before it asks for their votes',
    },
  },
  {
    file: 'server/reload.go',
    within: 'func (s *Server) reloadClientTraceLevel',
    find: '\topts := s.getOpts()\n\n\tif opts.NoLog {\n\t\treturn\n\t}\n\n',
    put: '',
    why: `A server whose log is not its own leaves connections that are there as they are when it begins to trace, and a
leaf connection is always there.`,
    test: {
      file: 'tests/servers/hosts/server-facts.ts',
      name: 'logs more and less while it runs',
    },
  },
  {
    file: 'server/client.go',
    within: 'func (c *client) readLoop',
    find: 's2.NewReader(nc)',
    put: 's2.NewReader(nc, s2.ReaderAllocBlock(64<<10))',
    why: `See s2WriterOptions: a reader takes a megabyte too, before it has read a byte.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'that compresses its leaf connection takes little memory for each',
    },
  },
  {
    file: 'server/server.go',
    within: 'func s2WriterOptions',
    find: '_opts[:0],\n',
    put: '_opts[:0], s2.WriterBlockSize(64<<10),\n',
    why: `A compressed connection takes buffers of a megabyte each, and its pool keeps them over two collections. Links are
cut and mended here all the time: each time left about two megabytes, and the memory of a module never shrinks.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'that compresses its leaf connection takes little memory for each',
    },
  },
  {
    file: 'server/server.go',
    within: 'func (s *Server) getRandomIP',
    find: 'resolver.LookupHost(context.Background(), host)',
    put: 'LookupHost(s.getOpts().ConfigFile, host, port)',
    adds: `
// LookupHost answers the IP addresses at which a server reaches a port of a host. A server is known
// by its configuration file.
var LookupHost func(configFile, host, port string) ([]string, error)
`,
    why: `Go on js/wasm looks up no names. Here the module's owner does, for each server by itself, when it dials and not
before: so names that servers tell each other lead through links too.`,
    test: {
      file: 'tests/servers/hosts/link-facts.ts',
      name: 'is up once both servers are past the handshake, and its wire tells how',
    },
  },
];
